export const everySeconds = 180;
/** In units; within the margin of everything that stands at the edge. */
const path = [
  [0, 0],
  [2, 0],
  [3, 2],
  [1, 3],
  [-1, 3],
  [-3, 1],
  [-2, -1],
  [0, -2],
] as const;

/** By how much the whole picture is moved, so that no edge stands on the same pixels all day: a small step every three minutes. */
export function shiftAt(second: number): { readonly x: number; readonly y: number } {
  const [x, y] = path[Math.floor(second / everySeconds) % path.length] ?? path[0];
  return { x, y };
}
