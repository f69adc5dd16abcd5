import type { Layout } from '@yagura/contract';
import { useContext, useLayoutEffect, useMemo, useRef, type MouseEvent } from 'react';
import { WallContext } from '../app/wall.ts';
import { ExplainContext } from '../explain/context.ts';
import type { PictureTile, Scene } from '../picture/looks.ts';
import { startPicture } from '../picture/start-picture.ts';
import { TouchedTiles } from './TouchedTiles.tsx';
import type { BoardPlan } from './layout.ts';
import type { Rect } from './rect.ts';

interface CanvasTilesProps {
  readonly layout: Layout;
  readonly plan: BoardPlan;
  readonly names: ReadonlyMap<number, string>;
  readonly unit: number;
  readonly area: Rect;
}

/** All tiles of a large desk as one picture, with real elements over those that somebody may want to reach. */
export function CanvasTiles({ layout, plan, names, unit, area }: CanvasTilesProps) {
  const scene = useMemo(() => sceneOf(layout, plan, names, unit), [layout, plan, names, unit]);
  const canvas = useRef<HTMLCanvasElement>(null);
  const explain = useContext(ExplainContext);
  const ratio = window.devicePixelRatio;
  usePicture(canvas, scene, ratio);
  const at = (event: MouseEvent) => tileAt(scene.tiles, event.nativeEvent.offsetX, event.nativeEvent.offsetY);
  return (
    <>
      <canvas
        ref={canvas}
        className="tiles"
        role="img"
        aria-label={`${scene.tiles.length} tiles; the abnormal ones follow as buttons, the worst first`}
        width={Math.round(area.width * ratio)}
        height={Math.round(area.height * ratio)}
        style={{ width: area.width, height: area.height }}
        data-tiles={scene.tiles.length}
        onClick={(event) => {
          const tile = at(event);
          if (tile) explain?.open(tile.component.id);
        }}
        onMouseMove={(event) => {
          const tile = at(event);
          event.currentTarget.title = tile?.component.id ?? '';
          event.currentTarget.style.cursor = tile ? 'pointer' : '';
        }}
      />
      <TouchedTiles tiles={scene.tiles} />
    </>
  );
}

function sceneOf(layout: Layout, plan: BoardPlan, names: ReadonlyMap<number, string>, unit: number): Scene {
  const tiles = plan.cells.flatMap((cell) =>
    cell.tiles.flatMap(({ index, rect }) => {
      const component = layout.components[index];
      return component ? [{ index, rect, component, name: names.get(index) ?? component.id }] : [];
    }),
  );
  return { tiles, detail: plan.detail, letters: plan.letters, unit };
}

function tileAt(tiles: readonly PictureTile[], x: number, y: number): PictureTile | undefined {
  return tiles.find(({ rect }) => x >= rect.x && y >= rect.y && x <= rect.x + rect.width && y <= rect.y + rect.height);
}

/** Theme and cover are told by attributes of the page and of the wall. */
const toldBy = { attributes: true, attributeFilter: ['class', 'data-theme', 'data-covered', 'style'] };

function usePicture(canvas: { readonly current: HTMLCanvasElement | null }, scene: Scene, ratio: number): void {
  const desk = useContext(WallContext);
  useLayoutEffect(() => {
    const element = canvas.current;
    const picture = element && desk && startPicture({ canvas: element, desk: desk.state, scene, ratio });
    if (!element || !picture) return undefined;
    const observer = new MutationObserver(() => picture.recolour());
    for (const told of [document.documentElement, element.closest('.wall')]) if (told) observer.observe(told, toldBy);
    // Letters that were painted before their font had come are painted again.
    void document.fonts?.ready.then(() => picture.recolour());
    return () => {
      observer.disconnect();
      picture.stop();
    };
  }, [canvas, desk, scene, ratio]);
}
