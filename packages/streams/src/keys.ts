/** Every key of one desk. With Redis Cluster the prefix carries a hash tag, such as `{yagura}:`, so that all lie on one node. */
export function keysOf(prefix: string) {
  return {
    beats: `${prefix}beats`,
    inputs: `${prefix}inputs`,
    turns: `${prefix}turns`,
    turnsAside: `${prefix}turns:aside`,
    head: `${prefix}head`,
    headAside: `${prefix}head:aside`,
    fence: `${prefix}fence`,
    lease: `${prefix}lease`,
    snapshot: `${prefix}snapshot`,
    snapshots: `${prefix}snapshots`,
    snapshotBefore: `${prefix}snapshot:before`,
    inventory: `${prefix}inventory`,
    inventories: `${prefix}inventories`,
    layout: `${prefix}layout`,
    layouts: `${prefix}layouts`,
    learned: `${prefix}learned`,
    learnedVersions: `${prefix}learned:versions`,
    registered: `${prefix}registered`,
    clockOffset: `${prefix}clock-offset`,
    sightings: `${prefix}sightings`,
    silences: `${prefix}silences`,
    pulse: `${prefix}pulse`,
  };
}
export type Keys = ReturnType<typeof keysOf>;
