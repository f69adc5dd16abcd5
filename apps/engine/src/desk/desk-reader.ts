import { readDeskFile, type ReadDesk } from '@yagura/desk-file';
import { stampOf } from './watch-desk-file.ts';

/** The desk file as it is now; what was read before is not read again while the file is the same. */
export interface DeskReader {
  readonly file: string;
  read(): ReadDesk;
  /** Reads a changed file before it is needed: a large desk takes longer than a lease lives, and meanwhile nothing is renewed. */
  readAhead(): void;
}

export function createDeskReader(file: string, env: NodeJS.ProcessEnv): DeskReader {
  let known: { readonly stamp: string; readonly desk: ReadDesk } | null = null;
  const readAnew = (stamp: string): ReadDesk => {
    const desk = readDeskFile(file, env);
    known = { stamp, desk };
    return desk;
  };
  return {
    file,
    read() {
      const stamp = stampOf(file);
      // What was wrong may have been a secret beside the file, which may be right by now.
      return known?.stamp === stamp && known.desk.ok ? known.desk : readAnew(stamp);
    },
    readAhead() {
      const stamp = stampOf(file);
      if (known?.stamp !== stamp) readAnew(stamp);
    },
  };
}
