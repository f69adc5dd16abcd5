/** What is wrong with a desk file: where, which field, and what would be right. */
export interface DeskProblem {
  readonly line: number | null;
  readonly field: string;
  readonly text: string;
}

export function problemText(file: string, problem: DeskProblem): string {
  const where = problem.line === null ? file : `${file}:${problem.line}`;
  return `${where}: ${problem.field}: ${problem.text}`;
}

/** The first few, in one sentence each; the rest as a number. */
export function problemsText(file: string, problems: readonly DeskProblem[]): string {
  const shown = problems.slice(0, 5).map((problem) => problemText(file, problem));
  const more = problems.length - shown.length;
  return more > 0 ? `${shown.join('; ')}; and ${more} more` : shown.join('; ');
}
