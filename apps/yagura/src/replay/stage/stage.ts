import type { Entry, Inventory } from '@yagura/contract';
import type { Scenario, ScenarioEvent } from '../scenario/scenario.ts';
import { createCollectors, type Collectors } from './collectors.ts';
import { silentVoice, speak, withBecoming, withRhythm, type Said, type Voice } from './voice.ts';

/** Plays a scenario to collectors: what happened at its instants, what they append at those they are asked for. */
export interface Stage {
  /** The next instant at which anything is sent or happens. */
  nextAt(): number;
  /** Lets everything up to here happen and tells what the collectors append then. */
  entriesUntil(until: number): Entry[];
}

const sender = 'scenario';

export function createStage(scenario: Scenario, inventory: Inventory): Stage {
  const voices = new Map<string, Voice>();
  const collectors = createCollectors(inventory, scenario.start);
  let place = 0;
  const nextAt = () => Math.min(scenario.events[place]?.at ?? Infinity, nextBeatAt(voices));
  return {
    nextAt,
    entriesUntil(until) {
      for (let at = nextAt(); at <= until; at = nextAt()) {
        for (let event = scenario.events[place]; event && event.at <= at; event = scenario.events[++place])
          take(event, voices, collectors);
        beatAll(voices, at, collectors);
      }
      return collectors.entriesUntil(until);
    },
  };
}

function nextBeatAt(voices: ReadonlyMap<string, Voice>): number {
  let next = Infinity;
  for (const voice of voices.values()) if (voice.nextAt < next) next = voice.nextAt;
  return next;
}

function take(event: ScenarioEvent, voices: Map<string, Voice>, collectors: Collectors): void {
  switch (event.type) {
    case 'rhythm':
      return changeVoices(event.components, voices, (voice) => withRhythm(voice, event));
    case 'becomes':
      return changeVoices(event.components, voices, (voice) => withBecoming(voice, event.becomes));
    case 'beat':
      for (const component of event.components) hear(component, event.beat, event.at, collectors);
      return;
    case 'occurrence':
      for (const component of event.components)
        collectors.hearOccurrence({ ...event.occurrence, component, heard: event.at, sender });
      return;
    case 'collector':
      return collectors.become(event.collector, event.becomes, event.at);
    case 'note':
      return; // told by the report
  }
}

function changeVoices(ids: readonly string[], voices: Map<string, Voice>, change: (voice: Voice) => Voice): void {
  for (const id of ids) voices.set(id, change(voices.get(id) ?? silentVoice));
}

function beatAll(voices: Map<string, Voice>, at: number, collectors: Collectors): void {
  for (const [component, voice] of voices) {
    if (voice.nextAt > at) continue;
    const spoken = speak(voice);
    voices.set(component, spoken.voice);
    if (spoken.said) hear(component, spoken.said, at, collectors);
  }
}

function hear(component: string, said: Said, at: number, collectors: Collectors): void {
  collectors.hearBeat({ ...said, component, heard: at, port: 'http', sender });
}
