/** How much a tile of this size can say up close: id and figure, the id alone, or only its state. */
export type TileDetail = 'full' | 'name' | 'mark';

export interface TileNeeds {
  /** For each row of the map, how many tiles stand in each of its cells. */
  readonly rowCounts: readonly (readonly number[])[];
  readonly wideRows: readonly boolean[];
  readonly width: number;
  readonly wideWidth: number;
  /** For all rows together, without their paddings. */
  readonly height: number;
  readonly gap: number;
  readonly unit: number;
}

export interface TileChoice {
  readonly detail: TileDetail;
  readonly columns: number;
  readonly wideColumns: number;
  readonly width: number;
  readonly height: number;
  readonly gap: number;
  /** The lines of tiles in each row of the map. */
  readonly rowHeights: readonly number[];
  /** Height kept in each cell for naming what is abnormal. */
  readonly named: number;
}

/** In units. A name carries across the room from `named` on; below that the marks themselves must do. */
const sizes = {
  full: { minWidth: 62, height: 34, maxWidth: 260, maxHeight: 84 },
  name: { minWidth: 58, height: 20, maxWidth: 160, maxHeight: 32 },
} as const;
const namedWanted = 74;
const namedLeast = 36;
const smallestMark = 3;
const largestMark = 40;

/** The most telling tiles that leave every cell room to name what is abnormal. */
export function chooseTiles(needs: TileNeeds): TileChoice {
  return telling(needs, 'full') ?? telling(needs, 'name') ?? marks(needs);
}

function telling(needs: TileNeeds, detail: 'full' | 'name'): TileChoice | null {
  const { minWidth, height, maxWidth } = sizes[detail];

  const { unit, gap, width } = needs;
  const most = Math.floor((width + gap) / (minWidth * unit + gap));
  const largest = Math.max(1, ...needs.rowCounts.flat());
  const choices: TileChoice[] = [];
  const fewest = Math.max(1, Math.floor((width + gap) / (maxWidth * unit + gap)));
  for (let columns = Math.min(fewest, largest); columns <= Math.min(most, largest); columns++) {
    const tileWidth = Math.min(maxWidth * unit, (width - (columns - 1) * gap) / columns);
    const choice = build(needs, detail, columns, tileWidth, height * unit);
    if (choice.named >= namedLeast * unit) choices.push(choice);
  }
  // Wider tiles read better, but not at the price of the names that must carry five metres.
  const chosen = choices.find((choice) => choice.named >= namedWanted * unit) ?? roomiest(choices);
  return chosen && grown(needs, chosen);
}

function roomiest(choices: readonly TileChoice[]): TileChoice | null {
  return choices.reduce<TileChoice | null>((best, each) => (best && best.named >= each.named ? best : each), null);
}

/** Room that names do not need makes the tiles taller. */
function grown(needs: TileNeeds, choice: TileChoice): TileChoice {
  if (choice.detail === 'mark') return choice;
  const lines = choice.rowHeights.reduce((sum, height) => sum + linesIn(height, choice), 0);
  const spare = (choice.named - namedWanted * needs.unit) * choice.rowHeights.length * 0.5;
  if (spare <= 0 || lines === 0) return choice;
  const height = Math.min(sizes[choice.detail].maxHeight * needs.unit, choice.height + spare / lines);
  return build(needs, choice.detail, choice.columns, choice.width, height);
}

function linesIn(height: number, { height: tile, gap }: TileChoice): number {
  return Math.round((height + gap) / (tile + gap));
}

/** Too many for names: the largest marks that fit, giving up the room for names last. */
function marks(needs: TileNeeds): TileChoice {
  const { unit, gap, width } = needs;
  for (const named of [namedWanted, namedLeast, 0]) {
    for (let size = largestMark; size >= smallestMark; size -= 0.5) {
      const tight = { ...needs, gap: Math.min(gap, (size * unit) / 4) };
      const columns = Math.floor((width + tight.gap) / (size * unit + tight.gap));
      if (columns < 1) continue;
      const choice = build(tight, 'mark', columns, size * unit, size * unit * 0.75);
      if (choice.named >= named * unit) return choice;
    }
  }
  return squeezed(needs);
}

/** No size fits any more (a tiny window): everything shrinks to what there is, because nothing may be left out. */
function squeezed(needs: TileNeeds): TileChoice {
  const columns = Math.max(1, ...needs.rowCounts.flat());
  const rows = Math.max(1, needs.rowCounts.length);
  const height = Math.max(0, needs.height / rows);
  const width = Math.max(0, needs.width / columns);
  return {
    detail: 'mark',
    columns,
    wideColumns: columns,
    width,
    height,
    gap: 0,
    rowHeights: needs.rowCounts.map(() => height),
    named: 0,
  };
}

function build(needs: TileNeeds, detail: TileDetail, columns: number, width: number, height: number): TileChoice {
  const { gap } = needs;
  const wideColumns = Math.max(1, Math.floor((needs.wideWidth + gap) / (width + gap)));
  const rowHeights = needs.rowCounts.map((counts, row) => {
    const lines = Math.max(1, Math.ceil(Math.max(0, ...counts) / (needs.wideRows[row] ? wideColumns : columns)));
    return lines * (height + gap) - gap;
  });
  const left = needs.height - rowHeights.reduce((sum, each) => sum + each, 0);
  const named = left / Math.max(1, needs.rowCounts.length);
  return { detail, columns, wideColumns, width, height, gap, rowHeights, named };
}
