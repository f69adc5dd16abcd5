import { Client } from 'pg';

/** What Postgres holds, read by other eyes than ours: questions of its own, and nothing of the package that wrote it. */
export interface StoredHistory {
  /** Healths in their order, by component. */
  changes(): Promise<Map<string, StoredChange[]>>;
  /** Changes that do not begin where the one before ended, change nothing, or stand before it. */
  broken(): Promise<readonly unknown[]>;
  /** Components whose newest status is not where their changes end. */
  astray(): Promise<readonly unknown[]>;
  epochs(): Promise<number>;
  blindTimes(): Promise<BlindTime[]>;
  writer(): Promise<Writer>;
  close(): Promise<void>;
}

export interface StoredChange {
  readonly id: string;
  readonly to: string | null;
  readonly at: number;
  readonly shown: number;
}

export interface BlindTime {
  readonly from: number;
  readonly to: number;
  readonly cause: string;
}

export interface Writer {
  readonly fence: number;
  readonly epoch: number;
  readonly turn: number;
}

const broken = `
  SELECT * FROM (
    SELECT component, epoch, turn, n, at, shown, revision, from_health, to_health,
      lag(to_health) OVER chain AS to_before, lag(at) OVER chain AS at_before, lag(shown) OVER chain AS shown_before,
      lag(revision) OVER chain AS revision_before
    FROM yagura.change WINDOW chain AS (PARTITION BY component ORDER BY epoch, turn, n)
  ) AS link
  WHERE from_health IS DISTINCT FROM to_before OR from_health = to_health OR at < at_before OR shown < shown_before
    OR revision < revision_before OR revision <> turn OR at > shown + 250`;

const astray = `
  SELECT component, ended.to_health, latest.status ->> 'health' AS stands
  FROM (SELECT DISTINCT ON (component) component, to_health FROM yagura.change
        ORDER BY component, epoch DESC, turn DESC, n DESC) AS ended
  FULL JOIN yagura.latest_status AS latest USING (component)
  WHERE ended.to_health IS DISTINCT FROM latest.status ->> 'health'`;

export async function readHistory(databaseUrl: string): Promise<StoredHistory> {
  const client = new Client(databaseUrl);
  await client.connect();
  const ask = async <Row extends object>(text: string) => (await client.query<Row>(text)).rows;
  return {
    async changes() {
      const rows = await ask<Record<'component' | 'id' | 'at' | 'shown', string> & { to: string | null }>(`
        SELECT component, epoch || '.' || turn || '.' || n AS id, to_health AS to, at, shown
        FROM yagura.change ORDER BY epoch, turn, n`);
      const byComponent = new Map<string, StoredChange[]>();
      for (const { component, id, to, at, shown } of rows) {
        const change = { id, to, at: Number(at), shown: Number(shown) };
        byComponent.set(component, [...(byComponent.get(component) ?? []), change]);
      }
      return byComponent;
    },
    broken: () => ask(broken),
    astray: () => ask(astray),
    async epochs() {
      const [row] = await ask<{ epochs: number }>(`SELECT count(DISTINCT epoch)::int AS epochs FROM yagura.change`);
      return row?.epochs ?? 0;
    },
    async blindTimes() {
      const rows = await ask<Record<'began' | 'ended' | 'cause', string>>(
        `SELECT began, ended, cause FROM yagura.blind_time ORDER BY began`,
      );
      return rows.map(({ began, ended, cause }) => ({ from: Number(began), to: Number(ended), cause }));
    },
    async writer() {
      const [row] = await ask<Record<keyof Writer, string>>(`SELECT fence, epoch, turn FROM yagura.writer`);
      return { fence: Number(row?.fence), epoch: Number(row?.epoch), turn: Number(row?.turn) };
    },
    close: () => client.end(),
  };
}
