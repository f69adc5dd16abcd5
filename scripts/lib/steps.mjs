import { Failure } from './failure.mjs';

/** @param {number} milliseconds */
const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`;

/**
 * One short line a step. On a terminal the line is there while the step runs, and gets its time when it is done.
 * @param {{ isTTY?: boolean, columns?: number, write(text: string): unknown }} [output]
 */
export function makeSteps(output = process.stdout) {
  const live = output.isTTY === true;

  /**
   * @template T
   * @param {string} title
   * @param {(note: (text: string) => void) => Promise<T> | T} work what it notes stands behind the title
   * @returns {Promise<T>}
   */
  return async function step(title, work) {
    const began = performance.now();
    let remark = '';
    const line = () => `  ${title.padEnd(10)} ${remark}`;
    // A line that wraps could not be taken back.
    const short = () => `${line().slice(0, (output.columns ?? 80) - 2)}…`;
    if (live) output.write(short());
    /** @param {string} text */
    const note = (text) => {
      remark = text;
      if (live) output.write(`\r\u001b[2K${short()}`);
    };
    try {
      const result = await work(note);
      output.write(`${live ? '\r\u001b[2K' : ''}${line().trimEnd()} (${seconds(performance.now() - began)})\n`);
      return result;
    } catch (error) {
      if (live) output.write('\r\u001b[2K');
      if (!(error instanceof Failure)) output.write(`  ${title}: failed\n`);
      throw error;
    }
  };
}

/** @typedef {ReturnType<typeof makeSteps>} Step */
