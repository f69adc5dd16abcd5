import type { ClockSegment } from '@yagura/contract';
import { useDesk } from '../app/wall.ts';
import { withVariables } from '../app/style.ts';
import { Section } from '../explain/Section.tsx';
import { clockBars, type SegmentBar, type Stretch } from './clock-bars.ts';

/** By when somebody had to take it or to say a word, stretch by stretch: what was late stays late. */
export function Clocks({ clocks }: { clocks: readonly ClockSegment[] }) {
  const second = useDesk((state) => state.toldSecond);
  if (clocks.length === 0) return null;
  return (
    <Section title="Clocks">
      {clockBars(clocks, second * 1000).map(({ clock, segments }) => (
        <div key={clock} className="clock">
          <span>{clock === 'take' ? 'Take' : 'Word'}</span>
          <div className="clock-bar">
            {segments.map((segment) => (
              <Segment key={segment.left} segment={segment} />
            ))}
          </div>
          <ul>
            {segments.slice(-3).map(({ text, late, left }) => (
              <li key={left} className={late === null ? 'soft' : 'late'}>
                {text}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Section>
  );
}

function Segment({ segment }: { segment: SegmentBar }) {
  const { late, runs, text } = segment;
  return (
    <>
      <i className={runs ? 'runs' : ''} style={placeOn(segment)} title={text} />
      {late !== null && <i className="late" style={placeOn(late)} title={text} />}
    </>
  );
}

function placeOn({ left, width }: Stretch) {
  return withVariables({ '--left': `${left}%`, '--width': `${width}%` });
}
