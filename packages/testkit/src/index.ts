export * from './beats-of.ts';
export * from './calendar-of.ts';
export * from './evidence-of.ts';
export * from './fixed-clock.ts';
export * from './inventory-of.ts';
export * from './scripted-collector.ts';
export * from './seeded-random.ts';
export * from './property-runs.ts';
