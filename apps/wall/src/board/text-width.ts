/** Advance widths of Inter at weight 700, the boldest here, in parts of the font size; the last stands for the shape of a state. */
const widths = new Map(
  (
    [
      [' ', 0.24],
      ['ijl', 0.27],
      ['I', 0.28],
      ['.,:·', 0.33],
      ['t', 0.37],
      ['/', 0.39],
      ['f', 0.4],
      ['r', 0.41],
      ['1', 0.43],
      ['-', 0.47],
      ['_', 0.48],
      ['–', 0.5],
      ['s', 0.56],
      ['zL', 0.57],
      ['7akxJ', 0.58],
      ['cF', 0.59],
      ['evy', 0.6],
      ['oE', 0.61],
      ['5hnu', 0.62],
      ['2bdgpq', 0.63],
      ['3689PS', 0.65],
      ['BRZ', 0.66],
      ['0T&', 0.67],
      ['4+', 0.68],
      ['DK', 0.72],
      ['UY', 0.73],
      ['CX', 0.74],
      ['AGHV', 0.75],
      ['N', 0.76],
      ['O', 0.77],
      ['Q', 0.78],
      ['w', 0.85],
      ['m', 0.91],
      ['M', 0.93],
      ['…', 1],
      ['◆', 1.03],
      ['W', 1.04],
    ] as const
  ).flatMap(([letters, width]) => Array.from(letters, (letter) => [letter, width] as const)),
);
const others = 0.8;

/** How wide a line of text is, in parts of its font size; `tighter` by so much between letters. */
export function textWidth(text: string, tighter = 0): number {
  let width = 0;
  for (const letter of text) width += (widths.get(letter) ?? others) - tighter;
  return width;
}

/** Without its middle, so that both the kind at its beginning and the number at its end stay; as much as fits. */
export function withoutMiddle(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  for (let kept = text.length - 1; kept >= 2; kept--) {
    const shortened = `${text.slice(0, Math.ceil(kept / 2))}…${text.slice(text.length - Math.floor(kept / 2))}`;
    if (textWidth(shortened) <= width) return shortened;
  }
  return text.slice(0, 1);
}
