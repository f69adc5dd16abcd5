import type { BoardComponent } from '@yagura/contract';
import { useDesk } from '../app/wall.ts';
import { belongingOf } from './tile-marks.ts';
import { spokenTile } from './tile-view.ts';

/** What a voice says of a tile, whether it is an element or a part of a picture. */
export function useSpokenTile(component: BoardComponent, index: number): string {
  return useDesk((state) => {
    const status = state.shown[index];
    const belonging = status && state.board ? belongingOf(state.board, component.id, status.flags) : undefined;
    return status ? spokenTile(component, status, state.toldSecond, belonging) : component.name;
  });
}
