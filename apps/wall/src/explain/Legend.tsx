import { healths, type Health } from '@yagura/contract';
import { healthWords } from '@yagura/domain';
import type { ReactNode } from 'react';
import { Mark } from '../board/Marks.tsx';
import { Shape } from '../board/Shape.tsx';
import type { TileMark } from '../board/tile-marks.ts';

const states: Readonly<Record<Health, string>> = {
  down: 'it does not work, or was silent past its limit while we could hear',
  'no-sight': 'no evidence either way: never seen, our collector lost, or site dark',
  degraded: 'it works, but a rule is breached or redundancy is lost',
  planned: 'planned work; what it would be without is the small square',
  closed: 'its market is closed and it does what it should then',
  ok: 'fresh evidence, and nothing breached',
};

const signs: Readonly<Record<TileMark, string>> = {
  taken: 'somebody has it, by name beside it',
  muted: 'nothing is announced of it, until its mute ends',
  flapping: 'it comes and goes: its worst state is held, with how often it changed',
  grouped: 'announced as part of something else, which its panel names',
  simulated: 'not real: a drill; of a whole desk the header says so',
};

const words = [
  ['slow', 'its beat is late, not yet past its limit'],
  ['recovering 2/3, 6 s', 'good beats of those it needs, and how long it must stay well'],
  ['restarting', 'it began anew three times within minutes'],
  ['disagreeing', 'its own word and a probe from outside differ'],
  ['learning', 'what is usual for it is not known yet'],
  ['late evidence', 'told later than it was true'],
] as const;

/** Every state, sign and word of the wall, as it looks there. */
export function Legend() {
  return (
    <section className="legend" aria-label="What is on the wall">
      <h2>What is on the wall</h2>
      <dl>
        {healths.map((health) => (
          <Row
            key={health}
            sample={<Sample looks={health} sign={<Shape health={health} />} />}
            name={healthWords[health]}
          >
            {states[health]}
          </Row>
        ))}
        <Row sample={<Sample looks="down changed" />} name="corner">
          changed within ten minutes, and nobody has it
        </Row>
        <Row sample={<Sample looks="down changed unseen" />} name="upper corner">
          changed while this screen could not see
        </Row>
        <Row sample={<Sample looks="down" sign={<span className="border" />} />} name="border">
          blinks for a minute at most: a P1 that nobody has
        </Row>
        {(Object.keys(signs) as TileMark[]).map((mark) => (
          // Keys of a record are its keys.
          <Row key={mark} sample={<Sample looks="degraded" sign={<Mark mark={mark} />} />} name={mark}>
            {signs[mark]}
          </Row>
        ))}
        {words.map(([word, says]) => (
          <Row key={word} sample={null} name={word}>
            {says}
          </Row>
        ))}
      </dl>
    </section>
  );
}

function Row({ sample, name, children }: { sample: ReactNode; name: string; children: ReactNode }) {
  return (
    <div>
      <dt>
        {sample}
        <span>{name}</span>
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

function Sample({ looks, sign = null }: { looks: string; sign?: ReactNode }) {
  return (
    <span className={`sample tile ${looks}`} aria-hidden="true">
      {sign}
    </span>
  );
}
