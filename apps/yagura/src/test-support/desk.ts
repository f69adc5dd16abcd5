import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspectDeskFile } from '@yagura/desk-file';
import { onTestFinished } from 'vitest';
import { makeReport } from '../check/make-report.ts';
import type { RightDesk } from '../check/report.ts';

export const configFolder = join(import.meta.dirname, '../../../../config');

/** A desk file for as long as the test lasts that asks for it. */
export function deskFile(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'yagura-check-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'desk.yaml');
  writeFileSync(file, text);
  return file;
}

/** No calendar that ships ends soon after it. */
export const summer = Date.UTC(2026, 6, 1);

/** Two sites and whatever a test writes below `components`; everything that a finding asks for is there. */
export const frame = `
desk: { name: Test, timeZone: Europe/London }
sites:
  - { id: ldn, name: London, timeZone: Europe/London, witnesses: [net-1, net-2] }
collectors: [{ id: col-1, site: ldn }]
senders: [{ id: all, token: 'env:TOKEN', scope: '*' }]
services: [{ id: orders, name: Orders, function: orders }]
components:
  - { id: net-1, name: n, kind: network, site: ldn, every: 1s, tier: 2, owner: net, runbook: r, vendor: one }
  - { id: net-2, name: n, kind: network, site: ldn, every: 1s, tier: 2, owner: net, runbook: r, vendor: two }
  - { id: gw-1, name: g, kind: gateway, site: ldn, every: 1s, tier: 1, owner: eq, runbook: r, venue: XLON, dependsOn: [net-1], services: [orders] }
  - { id: gw-2, name: g, kind: gateway, site: ldn, every: 1s, tier: 1, owner: eq, runbook: r, venue: XLON, dependsOn: [net-1], services: [orders] }
  - { id: web, name: w, kind: client-access, site: ldn, every: 1s, tier: 2, owner: web, runbook: r, dependsOn: [net-1], services: [orders] }
`;

export function reportOf(
  text: string,
  env: NodeJS.ProcessEnv = { TOKEN: 'long-enough-token' },
  now = summer,
): RightDesk {
  const report = makeReport('desk.yaml', inspectDeskFile(deskFile(text), { env, remedy: 'x' }), now);
  if (!report.ok) throw new Error(JSON.stringify(report));
  return report;
}

/** What is found, by code. */
export function foundIn(text: string, env?: NodeJS.ProcessEnv, now?: number): Record<string, readonly string[]> {
  return Object.fromEntries(reportOf(text, env, now).findings.map(({ code, about }) => [code, about]));
}
