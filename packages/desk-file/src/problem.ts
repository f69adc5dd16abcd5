/** What is wrong with a desk file: where, which field, and what would be right. */
export interface DeskProblem {
  readonly line: number | null;
  readonly field: string;
  readonly text: string;
}

/** Takes a problem by the way to its field. */
export type Report = (path: readonly PropertyKey[], text: string) => void;

export function problemText(file: string, problem: DeskProblem): string {
  const where = problem.line === null ? file : `${file}:${problem.line}`;
  return `${where}: ${problem.field}: ${problem.text}`;
}

/** As whoever mends them goes through the file. */
export function inOrderOfLines(problems: readonly DeskProblem[]): DeskProblem[] {
  return problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

/** The first few, in one sentence each; the rest as a number. */
export function problemsText(file: string, problems: readonly DeskProblem[]): string {
  const shown = problems.slice(0, 5).map((problem) => problemText(file, problem));
  const more = problems.length - shown.length;
  return more > 0 ? `${shown.join('; ')}; and ${more} more` : shown.join('; ');
}
