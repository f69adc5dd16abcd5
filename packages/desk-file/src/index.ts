export { followNoVenue } from './calendar/choose-calendars.ts';
export { isTimeZone, zoneOffsets } from './calendar/zone-offsets.ts';
export { inspectDeskFile, type InspectedDesk } from './inspect-desk-file.ts';
export { loadDeskFile, type LoadedDesk } from './load-desk-file.ts';
export type { LeftOut } from './rules/resolve-rule-sets.ts';
export { problemText, type DeskProblem } from './problem.ts';
export { readDeskFile, type ReadDesk } from './read-desk-file.ts';
export { suggest } from './suggest.ts';
