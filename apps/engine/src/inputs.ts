import type {
  CalendarOverride,
  Intention,
  Finding,
  Incident,
  Input,
  Inventory,
  Learned,
  Status,
  Waiver,
} from '@yagura/contract';
import type { Streams } from '@yagura/streams';

export interface ResolvedInputs {
  readonly inventory: Inventory | null;
  readonly findings: readonly Finding[] | null;
  readonly remembered: readonly { readonly id: string; readonly status: Status }[];
  readonly overrides: readonly CalendarOverride[];
  readonly learned: Learned | null;
  readonly commands: readonly Intention[];
  readonly rememberedIncidents: readonly { readonly incidents: readonly Incident[]; readonly nextNumber: number }[];
  readonly rememberedWaivers: readonly { readonly waivers: readonly Waiver[]; readonly nextNumber: number }[];
}

/** Inputs as the fold wants them: the newest desk and the newest day’s learning that can be had, what was said, what is remembered. */
export async function resolveInputs(
  streams: Streams,
  before: readonly Finding[],
  inputs: readonly Input[],
  now: number,
): Promise<ResolvedInputs> {
  let inventory: Inventory | null = null;
  let learned: Learned | null = null;
  for (const input of inputs) {
    if (input.type === 'inventory') inventory = (await streams.desk.inventory(input.version)) ?? inventory;
    if (input.type === 'learned') learned = newer(learned, await streams.desk.learned(input.version));
  }
  const remembered = inputs.flatMap((input) => (input.type === 'remembered' ? input.statuses : []));
  const overrides = inputs.flatMap((input) => (input.type === 'override' ? [input.override] : []));
  const commands = inputs.flatMap((input) => (input.type === 'command' ? [input.command] : []));
  const rememberedIncidents = inputs.filter((input) => input.type === 'incidents');
  const rememberedWaivers = inputs.filter((input) => input.type === 'waivers');
  return {
    inventory,
    commands,
    rememberedIncidents,
    rememberedWaivers,
    findings: findingsAfter(before, inputs, now),
    remembered,
    overrides,
    learned,
  };
}

function newer(a: Learned | null, b: Learned | null): Learned | null {
  return a === null || (b !== null && b.day > a.day) ? b : a;
}

function findingsAfter(before: readonly Finding[], inputs: readonly Input[], now: number): readonly Finding[] | null {
  let findings = before;
  for (const input of inputs) if (input.type === 'finding') findings = withFinding(findings, input, now);
  return findings === before ? null : findings;
}

function withFinding(
  findings: readonly Finding[],
  said: Extract<Input, { type: 'finding' }>,
  now: number,
): readonly Finding[] {
  const { code, text } = said;
  const known = findings.find((finding) => finding.code === code);
  if (known === undefined && text === null) return findings;
  const others = findings.filter((finding) => finding.code !== code);
  return text === null ? others : [...others, { code, text, since: known?.since ?? now }];
}
