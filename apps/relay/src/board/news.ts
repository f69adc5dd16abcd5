import type { Board, BoardNews } from '@yagura/contract';

/** Only the parts that are told: an absent part means unchanged, and must not overwrite. */
export function newsOf({
  alarms,
  strip,
  findings,
  collectors,
  openings,
  rate,
  incidents,
  waivers,
  markets,
}: BoardNews): BoardNews {
  return {
    ...(alarms && { alarms }),
    ...(strip && { strip }),
    ...(findings && { findings }),
    ...(collectors && { collectors }),
    ...(openings && { openings }),
    ...(rate && { rate }),
    ...(incidents && { incidents }),
    ...(waivers && { waivers }),
    ...(markets && { markets }),
  };
}

export type WholeNews = Pick<
  Board,
  'alarms' | 'strip' | 'findings' | 'collectors' | 'openings' | 'rate' | 'incidents' | 'waivers' | 'markets'
>;

/** The whole of it after some news: what is not told stays. */
export function withNews(before: WholeNews, news: BoardNews): WholeNews {
  return {
    alarms: news.alarms ?? before.alarms,
    strip: news.strip ?? before.strip,
    findings: news.findings ?? before.findings,
    collectors: news.collectors ?? before.collectors,
    openings: news.openings ?? before.openings,
    rate: news.rate ?? before.rate,
    incidents: news.incidents ?? before.incidents,
    waivers: news.waivers ?? before.waivers,
    markets: news.markets ?? before.markets,
  };
}
