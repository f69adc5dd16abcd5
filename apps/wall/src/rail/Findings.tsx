import type { Finding } from '@yagura/contract';
import { clockOf } from '@yagura/domain';

const mostShown = 2;
const widthOfLetter = 9.5;
/** In units, as in the style sheet. */
const sizes = { base: 58, line: 24, mostLines: 4, more: 30 } as const;

const words: Readonly<Record<Finding['code'], string>> = {
  'desk-file-wrong': 'DESK FILE WRONG',
  'clock-stepped': 'CLOCK STEPPED',
  'collector-clock': 'COLLECTOR CLOCK',
  'history-behind': 'HISTORY BEHIND',
  'journal-full': 'JOURNAL FULL',
  'registrations-full': 'REGISTRATIONS FULL',
  'entries-lost': 'EVIDENCE LOST',
  'calendar-ends': 'CALENDAR ENDS',
  'calendar-unknown': 'CALENDAR UNKNOWN',
  'screen-frozen': 'SCREEN FROZEN',
  'screen-away': 'SCREEN AWAY',
};

/** What the monitor says about itself; it stays until it is no longer so. */
export function Findings({ findings }: { findings: readonly Finding[] }) {
  const more = findings.length - mostShown;
  return (
    <>
      {findings.slice(0, mostShown).map((finding) => (
        <div key={finding.code} className="finding" role="status" data-finding={finding.code}>
          <div>
            <b>{words[finding.code]}</b>
            <span>since {clockOf(finding.since)}</span>
          </div>
          <p>{finding.text}</p>
        </div>
      ))}
      {more > 0 && (
        <div className="more">
          + {more} more:{' '}
          {findings
            .slice(mostShown)
            .map(({ code }) => words[code])
            .join(', ')}
        </div>
      )}
    </>
  );
}

export function findingsHeight(findings: readonly Finding[], width: number): number {
  const shown = findings.slice(0, mostShown).map(({ text }) => {
    const lines = Math.ceil((text.length * widthOfLetter) / Math.max(1, width - 40));
    return sizes.base + Math.min(sizes.mostLines, lines) * sizes.line;
  });
  return shown.reduce((sum, each) => sum + each, 0) + (findings.length > mostShown ? sizes.more : 0);
}
