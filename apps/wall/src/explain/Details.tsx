import type { BoardComponent } from '@yagura/contract';
import { useDesk } from '../app/wall.ts';
import { Background } from './Background.tsx';
import { useExplain } from './context.ts';
import { Incident } from '../incidents/Incident.tsx';
import { Covering } from '../waivers/Covering.tsx';
import { Hits } from './Hits.tsx';
import { ToDo, Why } from './Why.tsx';

/** In the order in which somebody asks who has to act. */
export function Details({ index, component }: { index: number; component: BoardComponent }) {
  const status = useDesk((state) => state.shown[index]);
  const answer = useExplain((state) => state.answer);
  if (!status) return null;
  return (
    <>
      <Incident component={component.id} />
      <Covering component={component.id} index={index} />
      <Why index={index} status={status} component={component} answer={answer} />
      <ToDo status={status} component={component} answer={answer} />
      <Hits component={component} answer={answer} />
      {answer && <Background answer={answer} />}
    </>
  );
}
