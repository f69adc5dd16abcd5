import { mkdir, open, readdir, stat, unlink } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

const namePattern = /^(\d{12})\.spool$/;

export interface SpoolFile {
  readonly number: number;
  readonly path: string;
  bytes: number;
  /** Unknown for what an earlier run left behind. */
  beats: number | null;
  entries: number;
}

export const spoolFileAt = (directory: string, number: number): SpoolFile => ({
  number,
  path: join(directory, `${String(number).padStart(12, '0')}.spool`),
  bytes: 0,
  beats: 0,
  entries: 0,
});

/** What earlier runs left behind, oldest first. */
export async function listSpoolFiles(directory: string): Promise<SpoolFile[]> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const files: SpoolFile[] = [];
  for (const name of (await readdir(directory)).toSorted()) {
    const match = namePattern.exec(name);
    if (match === null) continue;
    const file = spoolFileAt(directory, Number(match[1]));
    files.push({ ...file, bytes: (await stat(file.path)).size, beats: null });
  }
  return files;
}

/** A new or a removed name is only safe once its folder is on disk. */
export async function syncFolder(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export async function removeSpoolFile(directory: string, file: SpoolFile): Promise<void> {
  await unlink(file.path).catch((error: unknown) => {
    // Somebody tidied up by hand: then it is gone all the same.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  });
  await syncFolder(directory);
}

/** All or nothing: what a failed write left behind is cut off again. */
export async function appendWhole(handle: FileHandle, at: number, bytes: Buffer, sync: boolean): Promise<void> {
  try {
    for (let written = 0; written < bytes.length;) {
      const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, at + written);
      written += bytesWritten;
    }
    if (sync) await handle.datasync();
  } catch (error) {
    // Reading skips a torn line, so it does no harm where even this fails.
    await handle.truncate(at).catch(() => undefined);
    throw error;
  }
}
