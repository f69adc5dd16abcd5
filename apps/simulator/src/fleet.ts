import type { BeatInput } from '@yagura/contract';
import type { SimulatedComponent } from './component.ts';
import { isRunning } from './metrics/pace.ts';

export interface Fleet {
  readonly components: readonly SimulatedComponent[];
  /** Those whose instant to beat has come; each is named once for each interval that passed it, late or not. */
  due(now: number): readonly SimulatedComponent[];
  /** Who it is and where in its own order it stands; null while it is silent. Each call is one beat. */
  sign(id: string): Pick<BeatInput, 'component' | 'epoch' | 'seq'> | null;
  /** A process that died: it will come back as a new one. */
  kill(id: string): void;
  /** A link that was cut: the processes behind it live on and nobody hears them. */
  cut(id: string): void;
  /** Whatever was killed or cut beats again. */
  restore(id: string, now: number): void;
}

interface Member {
  readonly component: SimulatedComponent;
  state: 'beating' | 'killed' | 'cut';
  /** It has ended by its own plan and comes back as a new process. */
  isOff: boolean;
  hasSpoken: boolean;
  restarts: number;
  seq: number;
  /** Its beats fall on this instant and whole intervals after it. */
  origin: number;
  nextAt: number;
}

/** However slow its beat, each is heard once soon after the start: a desk that was never seen looks broken. */
const helloWithinMs = 1000;
/** Steps of the golden ratio spread any number of phases evenly. */
const golden = 0.618_033_988_749_895;

export function createFleet(components: readonly SimulatedComponent[], epoch: string, startedAt: number): Fleet {
  const members = new Map(components.map((component, index) => [component.id, memberOf(component, index, startedAt)]));

  return {
    components,
    due: (now) => {
      const due: SimulatedComponent[] = [];
      for (const member of members.values()) {
        // Only a clock that was set back makes it so long; keeping to it would be a silence.
        if (member.nextAt > now + member.component.everyMs) beginAgain(member, now);
        keepHours(member, now);
        if (isGone(member)) continue;
        if (member.nextAt > now) continue;
        member.nextAt = nextAfter(member, now);
        if (member.state === 'beating') due.push(member.component);
        else member.seq += 1;
      }
      return due;
    },
    sign: (id) => {
      const member = members.get(id);
      if (member?.state !== 'beating' || isGone(member)) return null;
      member.hasSpoken = true;
      return { component: id, epoch: `${epoch}-${member.restarts}`, seq: member.seq++ };
    },
    kill: (id) => changeState(members.get(id), 'killed'),
    cut: (id) => changeState(members.get(id), 'cut'),
    restore: (id, now) => restore(members.get(id), now),
  };
}

function memberOf(component: SimulatedComponent, index: number, startedAt: number): Member {
  const share = (index * golden) % 1;
  return {
    component,
    state: 'beating',
    isOff: false,
    hasSpoken: false,
    restarts: 0,
    seq: 0,
    origin: startedAt + share * component.everyMs,
    nextAt: startedAt + share * Math.min(component.everyMs, helloWithinMs),
  };
}

/** Keeps its phase however late it was asked; what was missed is not made up for. */
function nextAfter({ origin, component }: Member, now: number): number {
  return origin + (Math.floor((now - origin) / component.everyMs) + 1) * component.everyMs;
}

function changeState(member: Member | undefined, state: Member['state']): void {
  if (member !== undefined) member.state = state;
}

function restore(member: Member | undefined, now: number): void {
  if (member === undefined) return;
  if (member.state === 'killed') beAnother(member, now);
  member.state = 'beating';
}

/** Who was never heard says once that it is not there: silence of which nobody knows is no evidence. */
function isGone(member: Member): boolean {
  return member.isOff && member.hasSpoken;
}

/** Whoever has hours ends with them, and begins them as a new process. */
function keepHours(member: Member, now: number): void {
  const isOff = !isRunning(member.component, now);
  if (member.isOff && !isOff) beAnother(member, now);
  member.isOff = isOff;
}

/** A new process says hello at once. */
function beAnother(member: Member, now: number): void {
  member.restarts += 1;
  member.seq = 0;
  beginAgain(member, now);
}

function beginAgain(member: Member, now: number): void {
  member.origin = now;
  member.nextAt = now;
}
