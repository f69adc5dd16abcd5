import type { BoardComponent, ExplainAnswer, Status } from '@yagura/contract';
import { clearsOf, utcOf } from '@yagura/domain';
import { useDesk } from '../app/wall.ts';
import { evidenceText, toldReasons, withinText } from './panel-words.ts';
import { Section } from './Section.tsx';

interface JudgedProps {
  readonly status: Status;
  readonly component: BoardComponent;
  readonly answer: ExplainAnswer | null;
}

export function Why({ index, status, component, answer }: JudgedProps & { readonly index: number }) {
  const clears = clearsOf(status, component.tier);
  const group = useDesk((state) => state.board?.alarms.find(({ members }) => members.includes(component.id)));
  return (
    <Section title="Why">
      {toldReasons(status, answer).map(({ text, figures, rule }) => (
        <div key={text} className="because">
          <p>{text}</p>
          {figures !== null && <p className="figures">{figures}</p>}
          {rule?.cause && <p className="soft">{rule.cause}</p>}
          {rule?.consequence && <p className="soft">{rule.consequence}</p>}
        </div>
      ))}
      {clears !== null && <p className="clears">{clears}</p>}
      {group && group.memberCount > 1 && (
        <p>
          Grouped: {group.sentence} ({group.memberCount} components since {utcOf(group.since)})
        </p>
      )}
      <Evidence index={index} />
    </Section>
  );
}

export function ToDo({ status, component, answer }: JudgedProps) {
  const rules = toldReasons(status, answer).flatMap(({ rule }) => (rule?.action ? [rule] : []));
  const { runbook } = component;
  return (
    <Section title="What to do">
      {rules.map(({ id, action, respondWithinMs }) => (
        <p key={id}>
          {action}
          {respondWithinMs !== null && <b> Respond within {withinText(respondWithinMs)}.</b>}
        </p>
      ))}
      <p className={runbook === null ? 'soft' : 'runbook'}>
        {runbook === null ? 'No runbook is named.' : `Runbook: ${runbook}`}
      </p>
    </Section>
  );
}

/** What the wall itself holds, so that its age goes on while no answer comes. */
function Evidence({ index }: { index: number }) {
  const text = useDesk((state) =>
    evidenceText(state.evidence[index] ?? null, state.board?.limits[index] ?? 0, state.second),
  );
  return <p className="soft value">{text}</p>;
}
