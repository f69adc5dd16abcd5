import type { BoardComponent, BoardNews } from '@yagura/contract';

/** What a group of screens may see. A frame is filtered and encoded once for all screens with the same key. */
export interface ScopeSet {
  readonly key: string;
  includes(component: BoardComponent): boolean;
  /** News about the visible part only: nothing outside may be inferred from it. */
  news<News extends BoardNews>(news: News): News;
}

export const everything: ScopeSet = { key: 'all', includes: () => true, news: (news) => news };
