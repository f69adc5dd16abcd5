import type { LogEntry } from '@yagura/contract';
import { Section } from '../explain/Section.tsx';
import { logWords, utcDay } from './page-words.ts';

/** All that was done about it, the newest first. */
export function Log({ log }: { log: readonly LogEntry[] }) {
  return (
    <Section title={`Log: ${log.length}`}>
      <ol className="log">
        {log.toReversed().map((entry) => (
          <li key={entry.revision} className={entry.by === null ? 'soft' : ''}>
            <time>{utcDay(entry.at)}</time> {logWords(entry)}
          </li>
        ))}
      </ol>
    </Section>
  );
}
