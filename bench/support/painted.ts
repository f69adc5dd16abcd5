import type { Page } from 'playwright-core';
import { stamp } from './post.ts';

export interface Paint {
  readonly name: string;
  /** When the document was changed, and when the second frame after it began: by then the first is on the screen. */
  readonly changedAt: number;
  readonly paintedAt: number;
}

interface Watching extends Window {
  paints?: Paint[];
}

/** What reads our TypeScript wraps functions in a helper that stands at the head of a file; in a page there is no such head. */
export async function preparePage(page: Page): Promise<void> {
  await page.evaluate('globalThis.__name = (it) => it');
}

/** Notes in the page when an element with this attribute comes to hold this value, and when that is painted. */
export async function watchPaints(
  page: Page,
  what: { readonly attribute: string; readonly value: string; readonly name: string },
): Promise<void> {
  await preparePage(page);
  await page.evaluate(({ attribute, value, name }) => {
    const paints: Paint[] = [];
    (window as Watching).paints = paints;
    const now = () => performance.timeOrigin + performance.now();
    const take = (changedAt: number) => (record: MutationRecord) => {
      const element = record.target as Element;
      if (element.getAttribute(attribute) !== value || record.oldValue === value) return;
      const named = element.getAttribute(name) ?? '';
      requestAnimationFrame(() =>
        requestAnimationFrame(() => paints.push({ name: named, changedAt, paintedAt: now() })),
      );
    };
    new MutationObserver((records) => records.forEach(take(now()))).observe(document.documentElement, {
      subtree: true,
      attributeFilter: [attribute],
      attributeOldValue: true,
    });
  }, what);
}

export const paintsOf = (page: Page): Promise<Paint[]> => page.evaluate(() => (window as Watching).paints ?? []);

/** The page's clock minus ours, from the quickest of some questions: the two begin at instants rounded apart. */
export async function pageAhead(page: Page): Promise<number> {
  const asked: { readonly took: number; readonly ahead: number }[] = [];
  for (let count = 0; count < 20; count++) {
    const sentAt = stamp();
    const there = await page.evaluate(() => performance.timeOrigin + performance.now());
    const took = stamp() - sentAt;
    asked.push({ took, ahead: there - (sentAt + took / 2) });
  }
  return asked.toSorted((a, b) => a.took - b.took)[0]?.ahead ?? 0;
}
