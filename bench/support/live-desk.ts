import { routes } from '@yagura/contract';
import { senderToken } from '../../e2e/support/desk-text.ts';
import { startStand, type Stand } from '../../e2e/support/stand.ts';
import { until } from '../../e2e/support/wait.ts';
import { startBeater, type BeaterReport } from './beater.ts';
import { componentCount, desk } from './bodies.ts';
import { startCrowd } from './crowd.ts';
import { createPoster, type Poster } from './post.ts';
import { openScreen, type ScreenClient, type Seen } from './screen-client.ts';

export const screenCount = 20;

/** The whole monitor at work: 1,000 components at 1 Hz, each by a post of its own, and 20 screens that read along. */
export interface LiveDesk {
  readonly stand: Stand;
  readonly screen: ScreenClient;
  readonly poster: Poster;
  silence(component: string): Promise<BeaterReport>;
  resume(component: string): Promise<BeaterReport>;
  stop(): Promise<BeaterReport>;
}

export async function openLiveDesk(onChange: (seen: Seen) => void, otherScreens = screenCount - 1): Promise<LiveDesk> {
  const stand = await startStand(desk.text);
  const beater = startBeater();
  const crowd = startCrowd();
  const poster = createPoster(stand.collectorPort, routes.beats, senderToken);
  let screen: ScreenClient | null = null;
  const stop = async () => {
    const report = await beater.ask({ type: 'report' });
    poster.close();
    screen?.close();
    await Promise.all([beater.stop(), crowd.stop()]);
    await stand.stop();
    return report;
  };
  try {
    await beater.ask({ type: 'begin', port: stand.collectorPort });
    const opened = await openScreen(stand.url, onChange);
    screen = opened;
    await crowd.ask({ url: stand.url, count: otherScreens });
    await until(
      'every component to be ok',
      () => opened.counts(),
      (counts) => counts['ok'] === componentCount,
      60_000,
    );
    return {
      stand,
      screen: opened,
      poster,
      silence: (component) => beater.ask({ type: 'silence', component }),
      resume: (component) => beater.ask({ type: 'resume', component }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Components one after the other, both sites in turns, the witnesses left out. */
export const candidates: readonly string[] = desk.ids
  .filter((id) => id.startsWith('gw-'))
  .map((id, index, all) => all[(index % 2) * Math.floor(all.length / 2) + Math.floor(index / 2)] ?? id);
