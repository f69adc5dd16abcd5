import type { LeastLetters } from '../screen/least-letters.ts';

/** What a tile of this size can say: id and state in letters that carry across the room; up close id and figure, or the id alone; only its state; or nothing, so that it is told by number. */
export type TileDetail = 'far' | 'full' | 'name' | 'mark' | 'none';

/** What stands beside each other and is equally high. */
export interface Line {
  /** How many tiles stand in each of its cells. */
  readonly counts: readonly number[];
  /** Its one cell spans the whole width. */
  readonly wide: boolean;
}

export interface TileNeeds {
  readonly lines: readonly Line[];
  readonly width: number;
  readonly wideWidth: number;
  /** For all lines together, without their paddings. */
  readonly height: number;
  readonly gap: number;
  readonly unit: number;
  /** null: it is read up close. */
  readonly letters: LeastLetters | null;
}

export interface TileChoice {
  readonly detail: TileDetail;
  readonly columns: number;
  readonly wideColumns: number;
  readonly width: number;
  readonly height: number;
  readonly gap: number;
  /** What the tiles of each line take. */
  readonly lineHeights: readonly number[];
  /** Height kept in each cell for naming what is abnormal. */
  readonly named: number;
}

interface Sizes {
  readonly minWidth: number;
  readonly height: number;
  readonly maxWidth: number;
  readonly maxHeight: number;
}

/** In units, for eyes that are close. */
const near = {
  full: { minWidth: 62, height: 34, maxWidth: 260, maxHeight: 84 },
  name: { minWidth: 58, height: 20, maxWidth: 160, maxHeight: 32 },
} as const;

/** In parts of the letters that must carry: a name of some eight letters, a state as its word, and the two lines they stand in. */
const farSizes = { minWidth: 7.4, height: 2.6, maxWidth: 15, maxHeight: 4.4 } as const;

/** In units: what is kept for names up close. */
const namedWanted = 74;
const namedLeast = 36;
/** In units. A mark that is smaller is no longer seen from where names are read. */
const marks = { largest: 40, smallest: 3, carries: 14 } as const;

/** In units: between the tiles of a cell and the room for its names. */
const belowTiles = 4;

/** In parts of the letters: what a bar of one line, or of two, needs. */
export const farBar = { oneLine: 1.3, twoLines: 2.4, least: 7.4, wide: 14 } as const;

/** In units: up close, a bar in less width than this says only what fits, in letters of this size at least. */
const narrow = { width: 340, read: 14, critical: 17 } as const;

/** The least letters of a bar; null where there is room for everything that can be read up close. */
export function barLetters(
  { width }: { readonly width: number },
  unit: number,
  letters: LeastLetters | null,
): LeastLetters | null {
  if (letters !== null || width >= narrow.width * unit) return letters;
  return { read: narrow.read * unit, critical: narrow.critical * unit };
}

/** The height in which a cell of this width can name one thing. */
export function leastNamed({ letters, unit }: Pick<TileNeeds, 'letters' | 'unit'>, width: number): number {
  const fitted = barLetters({ width }, unit, letters);
  if (fitted === null) return namedLeast * unit;
  const least = letters === null ? namedLeast * unit : 0;
  const lines = width >= farBar.wide * fitted.critical ? farBar.oneLine : farBar.twoLines;
  return Math.max(least, fitted.critical * lines + belowTiles * unit);
}

/** The most telling tiles that leave every cell room to name what is abnormal; null where none do. */
export function chooseTiles(needs: TileNeeds): TileChoice | null {
  return telling(needs, 'far') ?? telling(needs, 'full') ?? telling(needs, 'name') ?? chooseMarks(needs);
}

/** No tile for anything: the whole room is for telling them together. */
export function withoutTiles(needs: TileNeeds): TileChoice {
  const named = Math.max(0, needs.height) / Math.max(1, needs.lines.length);
  const lineHeights = needs.lines.map(() => 0);
  return { detail: 'none', columns: 1, wideColumns: 1, width: 0, height: 0, gap: 0, lineHeights, named };
}

type Telling = 'far' | 'full' | 'name';

function sizesOf(detail: Telling, { letters, unit }: TileNeeds): Sizes | null {
  if (detail === 'far') return letters && scaled(farSizes, letters.critical);
  const { minWidth, height, maxWidth, maxHeight } = near[detail];
  if (letters === null) return scaled(near[detail], unit);
  const { read } = letters;
  const least =
    detail === 'full' ? { width: 5.6 * read, height: read / 0.36 } : { width: 5.2 * read, height: read * 1.5 };
  return {
    minWidth: Math.max(minWidth * unit, least.width + 8 * unit),
    height: Math.max(height * unit, least.height),
    maxWidth: Math.max(maxWidth * unit, least.width * 2),
    maxHeight: Math.max(maxHeight * unit, least.height),
  };
}

function scaled({ minWidth, height, maxWidth, maxHeight }: Sizes, by: number): Sizes {
  return { minWidth: minWidth * by, height: height * by, maxWidth: maxWidth * by, maxHeight: maxHeight * by };
}

function telling(needs: TileNeeds, detail: Telling): TileChoice | null {
  const sizes = sizesOf(detail, needs);
  if (sizes === null) return null;
  const { gap, width } = needs;
  const { least, wanted } = namedFor(needs, detail);
  const most = Math.floor((width + gap) / (sizes.minWidth + gap));
  const largest = Math.max(1, ...needs.lines.flatMap(({ counts }) => counts));
  const choices: TileChoice[] = [];
  const fewest = Math.max(1, Math.floor((width + gap) / (sizes.maxWidth + gap)));
  for (let columns = Math.min(fewest, largest); columns <= Math.min(most, largest); columns++) {
    const tileWidth = Math.min(sizes.maxWidth, (width - (columns - 1) * gap) / columns);
    const choice = build(needs, detail, columns, tileWidth, sizes.height);
    if (choice.named >= least) choices.push(choice);
  }
  // Wider tiles read better, but not at the price of the names that must carry five metres.
  const chosen = choices.find((choice) => choice.named >= wanted) ?? roomiest(choices);
  return chosen && grown(needs, chosen, sizes.maxHeight, wanted);
}

/** What carries by itself needs no second naming. */
function namedFor(needs: TileNeeds, detail: Telling): { readonly least: number; readonly wanted: number } {
  if (detail === 'far') return { least: 0, wanted: 0 };
  const least = leastNamed(needs, needs.width);
  return { least, wanted: needs.letters === null ? namedWanted * needs.unit : least };
}

function roomiest(choices: readonly TileChoice[]): TileChoice | null {
  return choices.reduce<TileChoice | null>((best, each) => (best && best.named >= each.named ? best : each), null);
}

/** Room that names do not need makes the tiles taller. */
function grown(needs: TileNeeds, choice: TileChoice, most: number, wanted: number): TileChoice {
  const lines = choice.lineHeights.reduce((sum, height) => sum + linesIn(height, choice), 0);
  const share = choice.detail === 'far' ? 1 : 0.5;
  const spare = (choice.named - wanted) * choice.lineHeights.length * share;
  if (spare <= 0 || lines === 0) return choice;
  return build(needs, choice.detail, choice.columns, choice.width, Math.min(most, choice.height + spare / lines));
}

function linesIn(height: number, { height: tile, gap }: TileChoice): number {
  return Math.round((height + gap) / (tile + gap));
}

/** Too many for names: the largest marks that fit, giving up first room for a second name, then their own size. */
function chooseMarks(needs: TileNeeds): TileChoice | null {
  const { unit, width } = needs;
  const least = leastNamed(needs, width);
  const wanted = needs.letters === null ? namedWanted * unit : 2 * least;
  return (
    marksFor(needs, wanted, needs.letters === null ? marks.smallest : marks.carries) ??
    marksFor(needs, least, marks.smallest)
  );
}

function marksFor(needs: TileNeeds, named: number, smallest: number): TileChoice | null {
  const { unit, gap, width } = needs;
  for (let size = marks.largest; size >= smallest; size -= 0.5) {
    const tight = { ...needs, gap: Math.min(gap, (size * unit) / 4) };
    const columns = Math.floor((width + tight.gap) / (size * unit + tight.gap));
    if (columns < 1) continue;
    const choice = build(tight, 'mark', columns, size * unit, size * unit * 0.75);
    if (choice.named >= named) return choice;
  }
  return null;
}

function build(needs: TileNeeds, detail: TileDetail, columns: number, width: number, height: number): TileChoice {
  const { gap, lines } = needs;
  const wideColumns = Math.max(1, Math.floor((needs.wideWidth + gap) / (width + gap)));
  const lineHeights = lines.map(({ counts, wide }) => {
    const rows = Math.max(1, Math.ceil(Math.max(0, ...counts) / (wide ? wideColumns : columns)));
    return rows * (height + gap) - gap;
  });
  const left = needs.height - lineHeights.reduce((sum, each) => sum + each, 0);
  const named = left / Math.max(1, lines.length);
  return { detail, columns, wideColumns, width, height, gap, lineHeights, named };
}
