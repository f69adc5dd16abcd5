import type { Gate, Rule } from '@yagura/contract';
import { parseLimit } from './limit.ts';
import { limitText } from './limit-text.ts';
import { durationText } from './plain-duration.ts';

export interface RuleInWords {
  /** What it looks at. */
  readonly subject: string;
  readonly note: string | null;
  readonly degraded: string | null;
  readonly down: string | null;
  readonly clears: string | null;
  readonly when: string;
}

const gateWords: Readonly<Record<Gate, string>> = {
  always: 'always',
  session: 'in session',
  market: 'while the market is open',
  continuous: 'in continuous trading',
};

/** A rule as people read it. Text that is no limit stays as it was written. */
export function describeRule(rule: Rule): RuleInWords {
  return {
    note: null,
    degraded: null,
    down: null,
    clears: null,
    when: gateWords[rule.when ?? 'always'],
    ...levelsOf(rule),
  };
}

function levelsOf(rule: Rule): Partial<RuleInWords> & Pick<RuleInWords, 'subject'> {
  switch (rule.type) {
    case 'threshold': {
      const share = rule.of === undefined ? '' : ` in % of ${rule.of}`;
      return { ...limitsOf(rule), subject: `${rule.metric}${share}${floorOf(rule)}${leastOf(rule)}` };
    }
    case 'baseline':
      return { ...limitsOf(rule), subject: `${rule.metric} against what is usual${floorOf(rule)}${leastOf(rule)}` };
    case 'capacity':
      return { ...limitsOf(rule), subject: `${rule.metric} in % of what was tested` };
    case 'state':
      return {
        subject: `${rule.label} is not ${rule.good.join(' or ')}${rule.afterGood ? ', and was since the session began' : ''}`,
        degraded: lasting(rule.degraded),
        down: lasting(rule.down),
      };
    case 'expected':
      return {
        subject: rule.event ?? `${rule.label ?? ''} is ${rule.good?.join(' or ') ?? ''}`,
        note: rule.note ?? null,
        degraded: rule.degraded ?? null,
        down: rule.down ?? null,
        clears: `seen after ${rule.from}, or ${rule.until}`,
        when: `from ${rule.from} until ${rule.until}`,
      };
    case 'unwanted': {
      const where = rule.outside === 'reset-window' ? 'outside its reset window' : 'at any time';
      return { subject: `${rule.event} ${where}`, [rule.says]: 'at once', clears: `after ${durationText(rule.holds)}` };
    }
    case 'restarts':
    case 'clock':
    case 'lost-beats':
    case 'parity':
      return builtInLevels(rule);
  }
}

type BuiltIn = Extract<Rule, { type: 'restarts' | 'clock' | 'lost-beats' | 'parity' }>;

function builtInLevels(rule: BuiltIn): Partial<RuleInWords> & Pick<RuleInWords, 'subject'> {
  switch (rule.type) {
    case 'restarts': {
      const { degraded, down } = rule;
      return {
        subject: `restarts within ${durationText(rule.within)}`,
        degraded: counted(degraded),
        down: counted(down),
      };
    }
    case 'clock':
      return {
        subject: 'offset of its clock',
        note: `≥ ${durationText(rule.note)}`,
        degraded: `≥ ${durationText(rule.degraded)}`,
      };
    case 'lost-beats': {
      const { note, degraded } = rule;
      return {
        subject: `lost beats within ${durationText(rule.within)}`,
        note: counted(note),
        degraded: counted(degraded),
      };
    }
    case 'parity':
      return { subject: `${rule.labels.join(', ')} differ within a cluster`, degraded: 'at once' };
  }
}

interface Limits {
  readonly degraded?: string | undefined;
  readonly down?: string | undefined;
  readonly clear?: string | undefined;
}

function limitsOf({ degraded, down, clear }: Limits): Partial<RuleInWords> {
  const clears = clear === undefined ? 'a tenth inside its limit' : textOf(clear);
  return {
    degraded: degraded === undefined ? null : textOf(degraded),
    down: down === undefined ? null : textOf(down),
    clears,
  };
}

function textOf(text: string): string {
  const parsed = parseLimit(text);
  return parsed.ok ? limitText(parsed.value) : text;
}

function floorOf({ floor }: { readonly floor?: string | undefined }): string {
  return floor === undefined ? '' : `, only where it is ${textOf(floor)}`;
}

function leastOf({
  least,
}: {
  readonly least?: { readonly metric: string; readonly atLeast: number } | undefined;
}): string {
  return least === undefined ? '' : `, with ${least.metric} ≥ ${least.atLeast}`;
}

function lasting(ms: number | undefined): string | null {
  return ms === undefined ? null : `for ${durationText(ms)}`;
}

function counted(count: number | undefined): string | null {
  return count === undefined ? null : `≥ ${count}`;
}
