import type { Health, ShowMeAnswer, ShowMeStep } from '@yagura/contract';

/** What is painted at one instant, and which alarms there are. */
export interface Scene {
  readonly covered: boolean;
  readonly healths: ReadonlyMap<string, Health>;
  readonly alarms: readonly { readonly id: string; readonly rootKind: string; readonly rootId: string }[];
  readonly siteMembers: (site: string) => readonly string[];
}

export type Target = NonNullable<ShowMeAnswer['running']>['target'];

export interface Run {
  readonly step: ShowMeStep;
  readonly target: Target;
  readonly clickedAt: number;
  /** What was quiet at the click and must be so again. */
  readonly quiet: readonly string[];
  readonly alarmsBefore: ReadonlySet<string>;
  /** Alarms that came meanwhile and are not what the step is about. */
  readonly others: ReadonlySet<string>;
}

export type Measurement =
  | { readonly phase: 'waiting'; readonly run: Run }
  | { readonly phase: 'seen'; readonly run: Run; readonly seenAfterMs: number }
  | { readonly phase: 'restored'; readonly run: Run; readonly seenAfterMs: number; readonly restoredAfterMs: number }
  | { readonly phase: 'missed'; readonly run: Run };

export const missedAfterMs = 60_000;
export const notRestoredAfterMs = 300_000;

export function beginRun(step: ShowMeStep, target: Target, clickedAt: number, scene: Scene): Measurement {
  const quiet = [...scene.healths].filter(([, health]) => isQuiet(health)).map(([id]) => id);
  const alarmsBefore = new Set(scene.alarms.map(({ id }) => id));
  return { phase: 'waiting', run: { step, target, clickedAt, quiet, alarmsBefore, others: new Set() } };
}

/** The next measurement after one painted frame. */
export function observe(before: Measurement, scene: Scene, now: number): Measurement {
  if (before.phase === 'restored' || before.phase === 'missed') return before;
  const run = withOthers(before.run, scene);
  const passed = now - run.clickedAt;
  if (before.phase === 'waiting') {
    if (isSeen(run, scene)) return { phase: 'seen', run, seenAfterMs: passed };
    return passed > missedAfterMs ? { phase: 'missed', run } : { ...before, run };
  }
  if (isRestored(run, scene))
    return { phase: 'restored', run, seenAfterMs: before.seenAfterMs, restoredAfterMs: passed };
  return passed > notRestoredAfterMs ? { phase: 'missed', run } : { ...before, run };
}

function withOthers(run: Run, scene: Scene): Run {
  const fresh = scene.alarms.filter((alarm) => !run.alarmsBefore.has(alarm.id) && !isExpected(run, alarm));
  if (fresh.every(({ id }) => run.others.has(id))) return run;
  return { ...run, others: new Set([...run.others, ...fresh.map(({ id }) => id)]) };
}

function isExpected({ step, target }: Run, { rootKind, rootId }: Scene['alarms'][number]): boolean {
  switch (step) {
    case 'kill-gateway':
    case 'lose-logon':
      return rootKind === 'component' && rootId === target.component;
    case 'lose-site':
      return rootKind === 'site' && rootId === target.site;
    case 'cut-monitor':
      return false;
  }
}

function isSeen(run: Run, scene: Scene): boolean {
  const { step, target } = run;
  switch (step) {
    case 'kill-gateway':
    case 'lose-logon':
      return target.component !== null && scene.healths.get(target.component) === 'down';
    case 'lose-site':
      return mostAreLost(run, scene) && scene.alarms.filter((alarm) => isExpected(run, alarm)).length === 1;
    case 'cut-monitor':
      return scene.covered;
  }
}

/** A site is lost when at least five and at least half of it are: who beats seldom is still within its limit then. */
function mostAreLost(run: Run, scene: Scene): boolean {
  const members = membersOf(run, scene);
  const lost = members.filter((id) => isLost(scene.healths.get(id))).length;
  return lost >= 5 && lost >= members.length / 2;
}

function isRestored(run: Run, scene: Scene): boolean {
  if (scene.covered || scene.alarms.some((alarm) => isExpected(run, alarm))) return false;
  return membersOf(run, scene).every((id) => isQuiet(scene.healths.get(id)));
}

/** What of the once quiet ones this step is about. */
function membersOf({ step, target, quiet }: Run, scene: Scene): readonly string[] {
  switch (step) {
    case 'kill-gateway':
    case 'lose-logon':
      return target.component === null ? [] : [target.component];
    case 'lose-site': {
      const members = new Set(scene.siteMembers(target.site ?? ''));
      return quiet.filter((id) => members.has(id));
    }
    case 'cut-monitor':
      return quiet;
  }
}

function isLost(health: Health | undefined): boolean {
  return health === 'down' || health === 'no-sight';
}

function isQuiet(health: Health | undefined): boolean {
  return health === 'ok' || health === 'closed' || health === 'planned';
}
