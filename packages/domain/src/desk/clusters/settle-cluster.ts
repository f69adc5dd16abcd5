import { earliest } from '../../health/earliest.ts';
import type { Touched } from '../take-fact.ts';
import type { DeskWorld } from '../world.ts';
import { findingInstant, graceMs, isOver, type ClusterFinding } from './cluster-finding.ts';
import { judgeCluster, type Found } from './judge-cluster.ts';
import { clusterView } from './members.ts';

/** Draws the conclusions about every cluster of which something was heard, or whose instant has come. */
export function settleClusters(world: DeskWorld, touched: Touched, now: number): void {
  for (const [id, at] of clustersTouched(world, touched, now)) settleCluster(world, id, at, now, touched);
}

/** The clusters to look at, with the instant at which what is new about them became true. */
function clustersTouched(world: DeskWorld, touched: Touched, now: number): Map<string, number> {
  const found = new Map<string, number>();
  const note = (id: string, at: number) => found.set(id, Math.min(now, Math.max(at, found.get(id) ?? 0)));
  if (touched.layout) for (const id of [...world.clusters.keys(), ...world.index.clusters.keys()]) note(id, now);
  for (const [id, at] of touched.relabelled) {
    const cluster = world.rows.get(id)?.component.cluster;
    if (cluster) note(cluster.id, at);
  }
  for (const [id, verdicts] of touched.verdicts) {
    const cluster = world.rows.get(id)?.component.cluster;
    if (cluster && !touched.relabelled.has(id)) note(cluster.id, verdicts.at(-1)?.verdict.at ?? now);
  }
  for (const [id, findings] of world.clusters)
    if (!found.has(id) && findings.some((finding) => (findingInstant(finding) ?? Infinity) <= now)) note(id, now);
  return found;
}

function settleCluster(world: DeskWorld, id: string, at: number, now: number, touched: Touched): void {
  const before = world.clusters.get(id) ?? [];
  const view = clusterView(world, id);
  const slowest = Math.max(0, ...(view?.members ?? []).map(({ row }) => row.component.everyMs));
  const found = view ? judgeCluster(world, view) : [];
  const after = [
    ...found.map((one) => believed(one, before.find(sameAs(one)), at, slowest)),
    ...before.filter((known) => !found.some(sameAs(known))).map((known) => cleared(known, at)),
  ]
    .filter((finding) => !isOver(finding, now))
    .map((finding) => ({ ...finding, standing: finding.standing || now >= finding.standsAt }));
  if (after.length === 0) world.clusters.delete(id);
  else world.clusters.set(id, after);
  for (const { says } of [...before, ...after])
    for (const said of says) if (!touched.verdicts.has(said.id)) touched.verdicts.set(said.id, []);
}

function sameAs(one: Pick<Found, 'kind' | 'label'>): (other: Pick<Found, 'kind' | 'label'>) => boolean {
  return (other) => other.kind === one.kind && other.label === one.label;
}

function believed(found: Found, known: ClusterFinding | undefined, at: number, slowest: number): ClusterFinding {
  const since = known?.since ?? at;
  const standsAt = known?.standsAt ?? since + graceMs(found.kind, slowest);
  return { ...found, since, standsAt, standing: known?.standing ?? false, clearedAt: null };
}

function cleared(known: ClusterFinding, at: number): ClusterFinding {
  return known.clearedAt === null ? { ...known, clearedAt: at } : known;
}

/** The earliest instant at which a finding begins or ends to count by itself. */
export function nextClusterInstant(world: DeskWorld): number | null {
  let next: number | null = null;
  for (const findings of world.clusters.values())
    for (const finding of findings) next = earliest(next, findingInstant(finding));
  return next;
}
