/** Of the type face at the weights used here; on the wide side, so that what is reckoned to fit does. */
const widthOfLetter = 0.56;

/** The largest size between two bounds at which so many letters fit into a width. All in the same measure. */
export function fitLetters(letters: number, width: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, width / (Math.max(1, letters) * widthOfLetter)));
}
