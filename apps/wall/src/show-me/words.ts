import type { ShowMeStep } from '@yagura/contract';
import type { Measurement, Run } from './measure.ts';

export const stepNames: Readonly<Record<ShowMeStep, string>> = {
  'kill-gateway': 'Kill a gateway',
  'lose-site': 'Lose a site',
  'lose-logon': 'Lose a logon',
  'cut-monitor': 'Cut the monitor',
};

/** What the bar prints: times from the click to the painted pixel. */
export function measurementText(measurement: Measurement): string {
  switch (measurement.phase) {
    case 'waiting':
      return `${subjectOf(measurement.run)}: waiting for the wall …`;
    case 'seen':
      return `${seenText(measurement.run)} after ${seconds(measurement.seenAfterMs)} · undoes itself`;
    case 'restored':
      return `${seenText(measurement.run)} after ${seconds(measurement.seenAfterMs)} · restored after ${seconds(measurement.restoredAfterMs)}, ${falseAlarms(measurement.run)}`;
    case 'missed':
      return `${subjectOf(measurement.run)}: not seen in time`;
  }
}

function subjectOf({ step, target }: Run): string {
  return target.component ?? target.site ?? stepNames[step];
}

function seenText({ step }: Run): string {
  switch (step) {
    case 'kill-gateway':
      return 'DOWN painted';
    case 'lose-site':
      return 'Site lost, one alarm painted';
    case 'lose-logon':
      return 'Alive and not logged on: DOWN painted';
    case 'cut-monitor':
      return 'Cover painted';
  }
}

function falseAlarms({ others }: Run): string {
  if (others.size === 0) return 'no false alarm';
  return others.size === 1 ? '1 other alarm' : `${others.size} other alarms`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
