/** What is wrong with an events file: which line, and what would be right. */
export interface ScenarioProblem {
  readonly line: number;
  readonly text: string;
}

const shown = 10;

export function problemsText(file: string, problems: readonly ScenarioProblem[]): string {
  const lines = problems.slice(0, shown).map(({ line, text }) => `${file}:${line}: ${text}`);
  if (problems.length > shown) lines.push(`and ${problems.length - shown} more`);
  return lines.join('\n');
}
