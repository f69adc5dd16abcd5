import type { Page } from 'playwright-core';

/** Healths as the pixels of the picture show them, by component; nothing where the tiles are elements. Runs in the page. */
export function readPicture(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('canvas.tiles');
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return {};
    const ratio = canvas.width / canvas.clientWidth;
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const style = getComputedStyle(canvas);
    const named = [
      ['ok', 'ok'],
      ['degraded', 'degraded'],
      ['down', 'down'],
      ['no-sight', 'hatch-light'],
      ['no-sight', 'hatch-dark'],
      ['planned', 'planned'],
    ].map(([health = '', token]) => {
      const hex = style.getPropertyValue(`--${token}`).trim();
      return { health, rgb: [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) };
    });
    const healths: Record<string, string> = {};
    for (const cell of document.querySelectorAll<HTMLElement>('[data-picture]')) {
      const [x = 0, y = 0, width = 0, height = 0, columns = 1, stepX = 0, stepY = 0] = (cell.dataset['picture'] ?? '')
        .split(' ')
        .map(Number);
      for (const [place, id] of (cell.dataset['members'] ?? '').split(' ').entries()) {
        const left = x + (place % columns) * stepX;
        const top = y + Math.floor(place / columns) * stepY;
        // Along a line below the middle and one at the lower edge the colour that is met most; blends of two count for none.
        for (const down of [0.7, 0.97]) {
          const met = new Map<string, number>();
          const line = Math.floor((top + height * down) * ratio) * canvas.width;
          for (let across = Math.ceil(left * ratio); across < (left + width) * ratio; across++) {
            const [red = 0, green = 0, blue = 0, alpha = 0] = data.slice(4 * (line + across), 4 * (line + across) + 4);
            const same = named.find(({ rgb }) => alpha === 255 && rgb.join() === [red, green, blue].join());
            if (same) met.set(same.health, (met.get(same.health) ?? 0) + 1);
          }
          const [most] = [...met].toSorted(([, a], [, b]) => b - a);
          if (most) healths[id] ??= most[0];
        }
        // Nothing is painted in what is closed but its edge.
        healths[id] ??= 'closed';
      }
    }
    return healths;
  });
}
