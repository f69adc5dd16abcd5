import { ruleSchema, type Kind, type Rule, type RuleEntry, type RuleFile } from '@yagura/contract';
import { describeRule, ruleSetFor } from '@yagura/domain';

const introduction = `# The rules that ship

Made from \`config/rules.yaml\`; \`npx vitest run -u apps/engine/src/rules\` writes it anew. Every component is judged by the rules of \`any\` and of its kind.
A desk file changes single fields of a rule by its id, for a kind under \`defaults\` or for one component, and may add rules of its own:

\`\`\`yaml
rules:
  - { id: load, down: "> 90 for 1m" }                                       # only what differs
  - { id: clock, off: "no time service in this laboratory" }                # switched off, and why
  - { id: ack-latency, metric: ack_p99_ms, degraded: "> 50 for 15s", clear: "< 40 for 30s" }
\`\`\`

How a limit is written: a comparison (\`>\` \`>=\` \`<\` \`<=\` \`==\` \`!=\`), a number in the metric's own unit, and how long it must last (\`for 15s\`) or in how many samples
(\`in 3 of 5\`). A rule of the type \`baseline\` compares with what is usual at this minute of comparable days: \`3x\` is three times the median, \`6z\` six robust deviations.
\`clear\` says when it is over; without it that is a tenth inside the limit. Between the two nothing changes. Only time of which we know that we would have heard counts:
a metric that is not told, a silence and our own blindness neither end a finding nor begin one anew.

What is *degraded* or *down* here still has to earn its way back, as after any failure. A rule that waits for a phase of the market sleeps where the calendar knows no phases.
`;

/** Every rule that ships, for people: made from the very file that the engine reads. */
export function rulesPage(file: RuleFile): string {
  const sections = Object.entries(file.rules).map(([kind, entries]) => section(file, kind as Kind | 'any', entries));
  return [introduction, ...sections].join('\n');
}

function section(file: RuleFile, kind: Kind | 'any', entries: readonly RuleEntry[]): string {
  const rows = entries.map((entry) => row(entry, wholeRule(file, kind, entry)));
  return `## ${kind}

| rule | looks at | limits | why | what to do | source |
|---|---|---|---|---|---|
${rows.join('\n')}
`;
}

/** What a kind's entry amounts to on top of the rule of the same id that all have. */
function wholeRule(file: RuleFile, kind: Kind | 'any', entry: RuleEntry): Rule {
  const outcome = ruleSetFor(file, kind === 'any' ? 'service' : kind, [], []);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.rules.find(({ id }) => id === entry.id) ?? ruleSchema.parse({ type: 'threshold', ...entry });
}

function row(entry: RuleEntry, rule: Rule): string {
  const words = describeRule(rule);
  const level = (name: string, text: string | null) => (text === null ? [] : [`${name} ${text}`]);
  const limits = [
    ...level('note', words.note),
    ...level('degraded', words.degraded),
    ...level('down', words.down),
    ...level('clears', words.clears),
    words.when,
    ...(typeof entry.off === 'string' ? [`**off**: ${entry.off}`] : []),
  ];
  const respond = rule.respondWithin === undefined ? '' : ` Within ${rule.respondWithin / 60_000} min.`;
  const why = `${rule.cause ?? ''} ${rule.consequence ?? ''}`;
  const slow = rule.slowBecause === undefined ? '' : ` Slower than 5 s: ${rule.slowBecause}`;
  const source = rule.source ?? '';
  const cells = [
    `\`${rule.id}\``,
    words.subject,
    limits.join('<br>'),
    `${why}${slow}`,
    `${rule.action ?? ''}${respond}`,
    source,
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').trim()).join(' | ')} |`;
}
