import { expect, test } from 'vitest';
import { deviceWords, whenWords } from './words.ts';

test('WI-63 a session is told by its browser and its clock', () => {
  const chrome =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
  expect(deviceWords(chrome)).toBe('Chrome on Linux');
  expect(deviceWords(`${chrome.replace('X11; Linux', 'Windows NT 10.0; Win64')} Edg/140.0`)).toBe('Edge on Windows');
  expect(deviceWords('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1')).toBe(
    'Safari on iPhone',
  );
  expect(deviceWords('curl/8.5.0')).toBe('curl/8.5.0');
  expect(deviceWords(' ')).toBe('unknown device');
  const nine = Date.UTC(2026, 2, 2, 9);
  expect(whenWords(nine, nine + 1000)).toBe('09:00');
  expect(whenWords(nine, nine + 24 * 3_600_000)).toBe('2026-03-02 09:00');
});
