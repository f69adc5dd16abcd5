/** Of the Redis that the bare limits use; the monitor has one of its own. */
export function redisUrlOfBench(): string {
  const url = process.env['REDIS_URL'];
  if (!url) throw new Error('There is no REDIS_URL; run this by npm run bench.');
  return url;
}
