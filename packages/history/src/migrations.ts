import { createHash } from 'node:crypto';

export interface Migration {
  readonly number: number;
  readonly name: string;
  /** `$schema` stands for the quoted name of the schema. A migration that was released is never edited. */
  readonly text: string;
}

export const migrations: readonly Migration[] = [
  {
    number: 1,
    name: 'changes, blind times, newest statuses and how far the writer is',
    text: `
      CREATE TABLE $schema.change (
        epoch bigint NOT NULL,
        shard text NOT NULL,
        turn bigint NOT NULL,
        n integer NOT NULL,
        component text NOT NULL,
        at bigint NOT NULL,
        shown bigint NOT NULL,
        revision bigint NOT NULL,
        from_health text,
        to_health text,
        condition text NOT NULL,
        reasons jsonb NOT NULL,
        late boolean NOT NULL,
        PRIMARY KEY (epoch, shard, turn, n)
      );
      CREATE INDEX change_of_component ON $schema.change (component, at);
      CREATE TABLE $schema.blind_time (
        epoch bigint NOT NULL,
        shard text NOT NULL,
        turn bigint NOT NULL,
        began bigint NOT NULL,
        ended bigint NOT NULL,
        cause text NOT NULL,
        PRIMARY KEY (epoch, shard, turn)
      );
      CREATE TABLE $schema.latest_status (
        component text PRIMARY KEY,
        status jsonb,
        epoch bigint NOT NULL,
        turn bigint NOT NULL
      );
      CREATE TABLE $schema.writer (
        sole boolean PRIMARY KEY DEFAULT true CHECK (sole),
        fence bigint NOT NULL,
        epoch bigint NOT NULL,
        turn bigint NOT NULL
      );
      INSERT INTO $schema.writer (fence, epoch, turn) VALUES (0, 0, 0);
    `,
  },
  {
    number: 2,
    name: 'groups and what was announced of them',
    text: `
      CREATE TABLE $schema.groups (
        id text PRIMARY KEY,
        root jsonb NOT NULL,
        opened_at bigint NOT NULL,
        text text NOT NULL
      );
      CREATE INDEX group_by_time ON $schema.groups (opened_at);
      CREATE TABLE $schema.announcements (
        epoch bigint NOT NULL,
        turn bigint NOT NULL,
        n integer NOT NULL,
        at bigint NOT NULL,
        kind text NOT NULL,
        group_id text NOT NULL,
        root jsonb NOT NULL,
        priority integer NOT NULL,
        pages boolean NOT NULL,
        text text NOT NULL,
        why text NOT NULL,
        PRIMARY KEY (epoch, turn, n)
      );
      CREATE INDEX announcement_by_time ON $schema.announcements (at);
      CREATE INDEX announcement_of_group ON $schema.announcements (group_id, at);
    `,
  },
  {
    number: 3,
    name: 'minutes of metrics, what was learned of them, and days that are other than their calendars say',
    text: `
      CREATE TABLE $schema.metric_minutes (
        component text NOT NULL,
        metric text NOT NULL,
        minute bigint NOT NULL,
        mean double precision NOT NULL,
        PRIMARY KEY (component, metric, minute)
      );
      CREATE INDEX metric_minute_by_time ON $schema.metric_minutes (minute);
      CREATE TABLE $schema.learned (
        version text PRIMARY KEY,
        day text NOT NULL,
        document jsonb NOT NULL
      );
      CREATE INDEX learned_by_day ON $schema.learned (day);
      CREATE TABLE $schema.calendar_overrides (
        epoch bigint NOT NULL,
        turn bigint NOT NULL,
        n integer NOT NULL,
        at bigint NOT NULL,
        calendar text NOT NULL,
        date text NOT NULL,
        author text NOT NULL,
        reason text NOT NULL,
        override jsonb NOT NULL,
        PRIMARY KEY (epoch, turn, n)
      );
      CREATE INDEX override_by_date ON $schema.calendar_overrides (date);
    `,
  },
  {
    number: 4,
    name: 'incidents with everything that was done about them, and what became of commands',
    text: `
      CREATE TABLE $schema.incidents (
        id text PRIMARY KEY,
        number bigint NOT NULL,
        state text NOT NULL,
        priority integer NOT NULL,
        occurred bigint NOT NULL,
        revision bigint NOT NULL,
        record jsonb NOT NULL
      );
      CREATE INDEX incident_by_number ON $schema.incidents (number);
      CREATE INDEX incident_by_state ON $schema.incidents (state, number);
      CREATE TABLE $schema.incident_log (
        incident text NOT NULL,
        revision bigint NOT NULL,
        at bigint NOT NULL,
        by text,
        what text NOT NULL,
        text text NOT NULL,
        PRIMARY KEY (incident, revision)
      );
      CREATE TABLE $schema.commands (
        id text PRIMARY KEY,
        person text NOT NULL,
        asked_at bigint NOT NULL,
        command jsonb NOT NULL,
        outcome jsonb,
        done_at bigint
      );
      CREATE INDEX command_without_outcome ON $schema.commands (asked_at) WHERE outcome IS NULL;
    `,
  },
  {
    number: 5,
    name: 'people, their sessions, tokens, one-time links, and an audit that only grows',
    text: `
      CREATE TABLE $schema.people (
        id text PRIMARY KEY,
        name text NOT NULL,
        role text NOT NULL,
        scope jsonb NOT NULL,
        active boolean NOT NULL,
        password text NOT NULL,
        pin text,
        revision bigint NOT NULL
      );
      CREATE TABLE $schema.sessions (
        id text PRIMARY KEY,
        secret_hash text NOT NULL UNIQUE,
        person text NOT NULL REFERENCES $schema.people,
        began_at bigint NOT NULL,
        ends_at bigint NOT NULL,
        password_at bigint NOT NULL,
        address text NOT NULL,
        device text NOT NULL
      );
      CREATE INDEX session_of_person ON $schema.sessions (person);
      CREATE TABLE $schema.tokens (
        id text PRIMARY KEY,
        secret_hash text NOT NULL UNIQUE,
        kind text NOT NULL,
        name text NOT NULL,
        role text NOT NULL,
        scope jsonb NOT NULL,
        made_by text NOT NULL,
        made_at bigint NOT NULL
      );
      CREATE TABLE $schema.links (
        secret_hash text PRIMARY KEY,
        ends_at bigint NOT NULL
      );
      CREATE TABLE $schema.audit (
        n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at bigint NOT NULL,
        who text,
        action text NOT NULL,
        target text,
        before jsonb NOT NULL,
        after jsonb NOT NULL,
        address text
      );
      CREATE INDEX audit_by_time ON $schema.audit (at, n);
      CREATE FUNCTION $schema.refuse_edit() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'the audit is only ever added to'; END
      $$;
      CREATE TRIGGER audit_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON $schema.audit
        FOR EACH STATEMENT EXECUTE FUNCTION $schema.refuse_edit();
    `,
  },
  {
    number: 6,
    name: 'mutes and plans',
    text: `
      CREATE TABLE $schema.waivers (
        number bigint PRIMARY KEY,
        id text NOT NULL,
        ended boolean NOT NULL,
        revision bigint NOT NULL,
        record jsonb NOT NULL
      );
      CREATE INDEX waiver_by_id ON $schema.waivers (id, number);
      CREATE INDEX waiver_standing ON $schema.waivers (number) WHERE NOT ended;
    `,
  },
  {
    number: 8,
    name: 'webhooks: who is told, who tells, and what is sent to whom',
    text: `
      ALTER TABLE $schema.announcements ADD COLUMN places jsonb;
      ALTER TABLE $schema.announcements ADD COLUMN "into" text;
      ALTER TABLE $schema.announcements ADD COLUMN seq bigint GENERATED BY DEFAULT AS IDENTITY;
      CREATE UNIQUE INDEX announcement_by_seq ON $schema.announcements (seq);
      CREATE TABLE $schema.webhooks (
        id text PRIMARY KEY,
        direction text NOT NULL,
        name text NOT NULL,
        secret text NOT NULL,
        url text,
        scope jsonb,
        least integer,
        kinds jsonb,
        made_by text NOT NULL,
        made_at bigint NOT NULL,
        behind bigint NOT NULL,
        last_success_at bigint,
        last_error_at bigint,
        last_error text
      );
      CREATE TABLE $schema.deliveries (
        seq bigint NOT NULL,
        webhook text NOT NULL,
        state text NOT NULL,
        attempts integer NOT NULL,
        queued_at bigint NOT NULL,
        next_at bigint NOT NULL,
        done_at bigint,
        error text,
        PRIMARY KEY (seq, webhook)
      );
      CREATE INDEX delivery_waiting ON $schema.deliveries (webhook, next_at) WHERE state = 'waiting';
      CREATE INDEX delivery_given_up ON $schema.deliveries (webhook) WHERE state = 'given-up';
      CREATE INDEX delivery_done ON $schema.deliveries (done_at) WHERE state <> 'waiting';
      CREATE TABLE $schema.courier (
        sole boolean PRIMARY KEY DEFAULT true CHECK (sole),
        fence bigint NOT NULL,
        holder text NOT NULL,
        held_until bigint NOT NULL,
        reached bigint NOT NULL
      );
      INSERT INTO $schema.courier (fence, holder, held_until, reached)
        SELECT 0, '', 0, coalesce(max(seq), 0) FROM $schema.announcements;
    `,
  },
  {
    number: 9,
    name: 'screens: what each is told about itself',
    text: `
      CREATE TABLE $schema.screens (
        token text PRIMARY KEY REFERENCES $schema.tokens ON DELETE CASCADE,
        settings jsonb NOT NULL
      );
      CREATE UNIQUE INDEX screen_by_name ON $schema.screens (lower(settings->>'name'));
    `,
  },
  {
    number: 10,
    name: 'screens: the clock of the room, which is that of the desk where nobody said another',
    text: `
      UPDATE $schema.screens SET settings = '{"timeZone": null}'::jsonb || settings;
    `,
  },
];

export function hashOf(migration: Migration): string {
  return createHash('sha256').update(migration.text.replace(/\s+/g, ' ').trim()).digest('hex').slice(0, 16);
}
