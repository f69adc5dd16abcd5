import { Pool, type QueryResultRow } from 'pg';
import { identifier, type Sql } from './sql-text.ts';

const connectWithinMs = 2000;
const answerWithinMs = 5000;

export interface HistoryLog {
  warn(text: string, fields?: Record<string, unknown>): void;
}

/** What the queries of this package need: one message out, its last result back. */
export interface Store {
  readonly schema: Sql;
  run<Row extends QueryResultRow>(statement: Sql): Promise<readonly Row[]>;
  close(): Promise<void>;
}

export interface StoreOptions {
  readonly log?: HistoryLog;
  readonly schema: string;
  readonly connections: number;
}

export function openStore(databaseUrl: string, options: StoreOptions): Store {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: options.connections,
    connectionTimeoutMillis: connectWithinMs,
    query_timeout: answerWithinMs,
    idleTimeoutMillis: 60_000,
    allowExitOnIdle: true,
  });
  // Without a listener the loss of an idle connection would end the process.
  pool.on('error', (error) => options.log?.warn('an idle connection to Postgres was lost', { error: error.message }));
  let closing: Promise<void> | null = null;
  return {
    schema: identifier(options.schema),
    async run(statement) {
      const answer = (await pool.query(statement.text)) as unknown as Answer | readonly Answer[];
      return ((Array.isArray(answer) ? answer.at(-1) : answer) as Answer).rows as never;
    },
    close: () => (closing ??= pool.end()),
  };
}

/** Several statements in one message are one transaction and give several results. */
interface Answer {
  readonly rows: readonly QueryResultRow[];
}
