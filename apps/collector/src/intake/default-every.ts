/** The interval of a component that nobody described and that declares none itself. */
export const defaultEveryMs = 10_000;
