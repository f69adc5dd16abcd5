import { deskFileSchema, type DeskFile } from '@yagura/contract';
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import { inOrderOfLines, type DeskProblem } from './problem.ts';
import { wordsOfIssue } from './words-of-issue.ts';

/** The line in the file at which a field stands. */
export type LineOf = (path: readonly PropertyKey[]) => number | null;

export type ParsedDesk =
  | { readonly ok: true; readonly desk: DeskFile; readonly lineOf: LineOf }
  | { readonly ok: false; readonly problems: readonly DeskProblem[] };

/** A desk file's text as a desk, or everything that is wrong with it by line and field. */
export function parseDeskFile(text: string): ParsedDesk {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({
      line: lines.linePos(error.pos[0]).line,
      field: 'YAML',
      text: error.message,
    }));
    return { ok: false, problems };
  }
  const lineOf: LineOf = (path) => lineOfPath(document, lines, path);
  const parsed = deskFileSchema.safeParse(document.toJS({ maxAliasCount: 100 }), { reportInput: true });
  if (parsed.success) return { ok: true, desk: parsed.data, lineOf };
  const problems = parsed.error.issues.flatMap(wordsOfIssue).map(({ path, text: said }) => ({
    line: lineOf(path),
    field: fieldName(path),
    text: said,
  }));
  return { ok: false, problems: inOrderOfLines(problems) };
}

export function fieldName(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the file';
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}

/** The line of the nearest thing that exists on the way to the field: a missing field is shown at its owner. */
function lineOfPath(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number | null {
  for (let length = path.length; length >= 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return null;
}
