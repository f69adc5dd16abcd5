/** What was not taken, by its place in the request. */
export interface Rejected {
  readonly index: number;
  readonly error: string;
}

/** What one request or datagram told, valid things apart from the others. */
export interface Told<Thing> {
  readonly things: Thing[];
  /** Place in the request of each thing; null where nothing was rejected and place and position are the same. */
  readonly places: number[] | null;
  readonly rejected: Rejected[];
}

export interface Reader<Thing> {
  /** Null for what is no such thing. May change the value it is given. */
  readonly read: (value: unknown) => Thing | null;
  /** Why it is none. */
  readonly explain: (value: unknown) => string;
}

/** A schema takes 20 µs to say what is wrong: 5,000 wrong beats in one request would stop the loop for 0.1 s. */
export const mostExplained = 50;

/** One by one: what is wrong does not spoil its neighbours. `broken` holds what could not even be parsed. */
export function readEach<Thing>(
  values: readonly unknown[],
  reader: Reader<Thing>,
  broken?: ReadonlyMap<number, string>,
): Told<Thing> {
  const things: Thing[] = [];
  const rejected: Rejected[] = [];
  let places: number[] | null = null;
  for (let index = 0; index < values.length; index++) {
    const thing = reader.read(values[index]);
    if (thing === null) {
      places ??= things.map((_, position) => position);
      const why = rejected.length < mostExplained ? (broken?.get(index) ?? reader.explain(values[index])) : null;
      rejected.push({ index, error: why ?? `not valid either; the first ${mostExplained} are explained` });
      continue;
    }
    places?.push(index);
    things.push(thing);
  }
  return { things, places, rejected };
}
