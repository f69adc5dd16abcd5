import { mutedPaths, signPaths } from '../board/shape-paths.ts';
import type { TileMark } from '../board/tile-marks.ts';
import type { Brush } from './brush.ts';

/** The box in which shapes and signs are drawn. */
const box = 24;
const widths = { muted: 3, taken: 3.4, other: 2.6 } as const;
const cornerOfField = 5;

interface Place {
  readonly x: number;
  /** Of its middle. */
  readonly y: number;
  readonly size: number;
}

/** A sign beside a name, in the colour in which its letters were painted; as Marks.tsx has it. */
export function paintSign({ context, palette }: Brush, mark: TileMark, place: Place): void {
  inBox(context, place, () => {
    context.strokeStyle = mark === 'taken' ? palette.changed : context.fillStyle;
    context.lineWidth = mark === 'taken' || mark === 'muted' ? widths[mark] : widths.other;
    if (mark === 'taken') paintField(context, palette.ground);
    if (mark === 'muted') context.fill(new Path2D(mutedPaths.filled));
    context.stroke(new Path2D(mark === 'muted' ? mutedPaths.struck : signPaths[mark]));
  });
}

function paintField(context: CanvasRenderingContext2D, ground: string): void {
  context.fillStyle = ground;
  context.beginPath();
  context.roundRect(0, 0, box, box, cornerOfField);
  context.fill();
}

export function inBox(context: CanvasRenderingContext2D, { x, y, size }: Place, draw: () => void): void {
  context.save();
  context.translate(x, y - size / 2);
  context.scale(size / box, size / box);
  draw();
  context.restore();
}
