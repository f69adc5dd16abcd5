/**
 * A failure that was foreseen: one sentence for a person, naming the thing and the remedy.
 * Anything else that is thrown is a bug and keeps its stack.
 */
export class Failure extends Error {
  /** @param {string} sentence */
  constructor(sentence) {
    super(sentence);
    this.name = 'Failure';
  }
}

/** @param {unknown} error @returns {string | undefined} the error code of the system, such as ENOENT */
export const codeOf = (error) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

const otherFolder = 'choose another folder with --data DIR';

/**
 * The sentence for an error of the file system at the path; other errors are handed back to be thrown.
 * @param {unknown} error
 * @param {string} path
 * @param {string} [remedy]
 */
export function fileFailure(error, path, remedy = otherFolder) {
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new Failure(`There is no disk space left for ${path}; free some, or ${remedy}.`);
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new Failure(`${path} is not writable by this user; change its owner, or ${remedy}.`);
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new Failure(`${path} is a file where a folder is needed; ${remedy}.`);
  }
  // Whatever else the system says of it (ENOENT under /proc, ELOOP, EIO): it is the folder that does not serve.
  if (code !== undefined) return new Failure(`${path} cannot be written (${code}); ${remedy}.`);
  return error;
}

/**
 * Runs a command's main function: a foreseen failure is printed as its one sentence, and either way the exit code says so.
 * @param {() => Promise<number | void>} main
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    process.exitCode = 1;
    if (error instanceof Failure) process.stderr.write(`${error.message}\n`);
    else throw error;
  }
}
