/** An instant as people at the desk say it. */
export interface LocalClock {
  /** "08:54:00" */
  readonly time: (at: number) => string;
  /** "1 October 2020" */
  readonly date: (at: number) => string;
}

export function localClock(timeZone: string): LocalClock {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' });
  const date = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'long' });
  return { time: (at) => time.format(at), date: (at) => date.format(at) };
}
