/** What a terminal and a printed page show without breaking lines by themselves. */
export const pageWidth = 120;

/** A text in lines of at most the page's width, behind a margin; `hanging` is that of all lines but the first. A longer word stands alone. */
export function wrap(text: string, margin: string, hanging = margin): string[] {
  const lines: string[] = [];
  let line = margin;
  let empty = true;
  for (const word of text.split(' ')) {
    if (!empty && line.length + 1 + word.length > pageWidth) {
      lines.push(line);
      line = hanging + word;
    } else line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line];
}
