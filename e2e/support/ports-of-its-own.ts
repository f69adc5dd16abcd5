/** Desks that start side by side must not find the same port free, each before the other listens there. */
const lane = Number(process.env['VITEST_POOL_ID'] ?? 1) % 4;
const from = 15_000 + lane * 4000;
process.env['YAGURA_PORTS'] = `${from}-${from + 3999}`;
