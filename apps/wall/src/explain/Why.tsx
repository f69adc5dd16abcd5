import type { BoardComponent, ExplainAnswer, Status } from '@yagura/contract';
import { clearsOf, clockOf } from '@yagura/domain';
import { useDesk } from '../app/wall.ts';
import { toldReasons, withinText } from './panel-words.ts';
import { Section } from './Section.tsx';

interface JudgedProps {
  readonly status: Status;
  readonly component: BoardComponent;
  readonly answer: ExplainAnswer | null;
}

export function Why({ status, component, answer }: JudgedProps) {
  const clears = clearsOf(status, component.tier);
  const group = useDesk((state) => state.board?.alarms.find(({ members }) => members.includes(component.id)));
  const evidence = answer?.evidence;
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
          Grouped: {group.sentence} ({group.memberCount} components since {clockOf(group.since)})
        </p>
      )}
      {evidence && <p className="soft">{evidence.text}</p>}
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
