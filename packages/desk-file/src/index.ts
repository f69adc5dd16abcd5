export { loadDeskFile, type LoadedDesk } from './load-desk-file.ts';
export { readDeskFile, type ReadDesk } from './read-desk-file.ts';
