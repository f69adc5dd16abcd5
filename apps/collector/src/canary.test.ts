import { expect, test } from 'vitest';
import { createCanary, ownAddress } from './canary.ts';
import { dropsIn } from './udp/kernel-drops.ts';

test('HB-17 where a collector listens for everybody it sends its canary to itself', () => {
  expect(['0.0.0.0', '::', '127.0.0.1', '::1'].map(ownAddress)).toEqual(['127.0.0.1', '::1', '127.0.0.1', '::1']);
});

test('HB-17 only its own token is heard', () => {
  const canary = createCanary(() => 5.5);
  for (const wrong of ['', 'x'.repeat(32), 'é'.repeat(32), 'é'.repeat(16)])
    expect(canary.hear('http', wrong)).toBe(false);
  expect(canary.lastHeard()).toEqual({});
});

test('HB-12 what the system drops is read from its own table', () => {
  const table = [
    '   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops',
    '  346: 0100007F:1202 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 22 2 0000000000000000 17',
    '  347: 00000000:1202 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 23 2 0000000000000000 3',
    '  348: 0100007F:1203 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 24 2 0000000000000000 99',
    '',
  ].join('\n');
  expect(dropsIn(table, 0x1202)).toBe(20);
  expect(dropsIn('', 0x1202)).toBe(0);
});
