import type { Health } from '@yagura/contract';

/** The theme's own colours, as they stand where the picture hangs. */
export interface Palette {
  readonly fill: Readonly<Record<Health, string>>;
  readonly edge: Readonly<Record<Health, string>>;
  readonly ink: Readonly<Record<Health, string>>;
  readonly hatch: readonly [light: string, dark: string];
  readonly soft: string;
  /** On which everything lies. */
  readonly ground: string;
  /** Of the mark that something changed, seen and unseen. */
  readonly changed: string;
  readonly unseen: string;
  readonly font: string;
}

const none = 'transparent';

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const of = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    fill: {
      ok: of('ok'),
      degraded: of('degraded'),
      down: of('down'),
      'no-sight': of('hatch-light'),
      planned: none,
      closed: none,
    },
    edge: {
      ok: of('ok-edge'),
      degraded: of('degraded'),
      down: of('down'),
      'no-sight': of('no-sight'),
      planned: of('planned'),
      closed: of('closed-edge'),
    },
    ink: {
      ok: of('ok-ink'),
      degraded: of('degraded-ink'),
      down: of('down-ink'),
      'no-sight': of('no-sight-ink'),
      planned: of('planned-ink'),
      closed: of('closed-ink'),
    },
    hatch: [of('hatch-light'), of('hatch-dark')],
    soft: of('ok-soft'),
    ground: of('ground'),
    changed: of('ink'),
    unseen: of('planned-ink'),
    font: style.fontFamily,
  };
}
