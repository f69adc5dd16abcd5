import { expect, test } from 'vitest';
import { parseNetworks } from './networks.ts';
import { permissionFor } from './permission.ts';

const open = permissionFor({ loopback: false, networks: [] });
const own = permissionFor({ loopback: true, networks: [] });

test('WH-7 the public internet is reached encrypted, and nothing else without being named', () => {
  for (const address of ['93.184.216.34', '8.8.8.8', '2606:2800:220:1::1', '::ffff:8.8.8.8']) {
    expect(open(address, 'https'), address).toBe(true);
    expect(open(address, 'http'), address).toBe(false);
  }
  const closed = ['127.0.0.1', '::1', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254'];
  const odd = ['0.0.0.0', '100.64.0.1', '224.0.0.1', '255.255.255.255', 'fe80::1', 'fc00::1', 'fd00::7', '::'];
  const disguised = [
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    '::ffff:127.0.0.1',
    'no-address',
  ];
  for (const address of [...closed, ...odd, ...disguised]) expect(open(address, 'https'), address).toBe(false);
});

test('WH-7 this machine is reached while only this machine reaches the wall, and unencrypted it alone', () => {
  for (const address of ['127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1']) {
    expect(own(address, 'http'), address).toBe(true);
    expect(own(address, 'https'), address).toBe(true);
  }
  expect(own('10.0.0.1', 'https')).toBe(false);
  expect(own('93.184.216.34', 'http')).toBe(false);
});

test('WH-7 own networks are reached by being named', () => {
  const named = permissionFor({
    loopback: false,
    networks: parseNetworks('10.20.0.0/16, 192.168.7.9 fd00:7::/64') ?? [],
  });
  for (const address of ['10.20.3.4', '192.168.7.9', 'fd00:7::1']) {
    expect(named(address, 'https'), address).toBe(true);
    expect(named(address, 'http'), address).toBe(false);
  }
  for (const address of ['10.21.0.1', '192.168.7.8', 'fd00:8::1', '127.0.0.1'])
    expect(named(address, 'https'), address).toBe(false);
});

test('WH-7 what is no list of networks is refused', () => {
  expect(parseNetworks('')).toEqual([]);
  for (const text of ['10.0.0.0/33', 'ten', '10.0.0.0/', '10.0.0.0/8/8', '::1/129', '10.0.0.0/-1', '10.0.0.0/8x'])
    expect(parseNetworks(text), text).toBeNull();
});
