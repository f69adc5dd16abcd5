import { healthSchema, type Health } from '@yagura/contract';
import type { DeskState } from '../desk/state.ts';
import type { Scene } from './measure.ts';

/** What is in the page now: measured is what people see, not what the store believes. */
export function readScene(page: ParentNode, { board }: DeskState): Scene {
  const healths = new Map<string, Health>();
  for (const tile of page.querySelectorAll<HTMLElement>('[data-component][data-health]')) {
    const health = healthSchema.safeParse(tile.dataset['health']);
    if (tile.dataset['component'] !== undefined && health.success) healths.set(tile.dataset['component'], health.data);
  }
  const components = board?.layout.components ?? [];
  return {
    covered: page.querySelector('[data-cover]') !== null,
    healths,
    alarms: (board?.alarms ?? []).map(({ id, root }) => ({ id, rootKind: root.kind, rootId: root.id })),
    siteMembers: (site) => components.filter((component) => component.site === site).map(({ id }) => id),
  };
}

/** The frame callback runs before the paint, the message after it. */
export function afterPaint(run: () => void): void {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      run();
    };
    port2.postMessage(null);
  });
}
