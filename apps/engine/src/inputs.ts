import type { Finding, Input, Inventory, Status } from '@yagura/contract';
import type { Streams } from '@yagura/streams';

export interface ResolvedInputs {
  readonly inventory: Inventory | null;
  readonly findings: readonly Finding[] | null;
  readonly remembered: readonly { readonly id: string; readonly status: Status }[];
}

/** Inputs as the fold wants them: the newest desk that can be had, findings said or taken back, what is remembered. */
export async function resolveInputs(
  streams: Streams,
  before: readonly Finding[],
  inputs: readonly Input[],
  now: number,
): Promise<ResolvedInputs> {
  let inventory: Inventory | null = null;
  for (const input of inputs)
    if (input.type === 'inventory') inventory = (await streams.desk.inventory(input.version)) ?? inventory;
  const remembered = inputs.flatMap((input) => (input.type === 'remembered' ? input.statuses : []));
  return { inventory, findings: findingsAfter(before, inputs, now), remembered };
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
