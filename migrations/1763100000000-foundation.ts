import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The house's first tables: reference rows, facts and the one log, and what is derived from them.
 * Facts and the log are insert-only; `refuse_change` says so to everybody, the owner included.
 */
export class Foundation1763100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(REFERENCE);
    await runner.query(LOG);
    await runner.query(FACTS);
    await runner.query(DERIVED);
    await runner.query(GUARDS);
  }

  async down(): Promise<void> {
    throw new Error('the foundation is not taken away');
  }
}

const REFERENCE = `
CREATE TABLE jurisdiction (
  id uuid PRIMARY KEY,
  parent_id uuid REFERENCES jurisdiction,
  name_zh text NOT NULL CHECK (char_length(name_zh) BETWEEN 1 AND 200),
  name_en text CHECK (char_length(name_en) BETWEEN 1 AND 200),
  time_zone text NOT NULL,
  CHECK (parent_id <> id)
);
CREATE INDEX jurisdiction_parent ON jurisdiction (parent_id);

CREATE TABLE agency (
  id uuid PRIMARY KEY,
  jurisdiction_id uuid NOT NULL REFERENCES jurisdiction,
  name_zh text NOT NULL CHECK (char_length(name_zh) BETWEEN 1 AND 200),
  name_en text CHECK (char_length(name_en) BETWEEN 1 AND 200)
);
CREATE INDEX agency_jurisdiction ON agency (jurisdiction_id, id);

CREATE TABLE topic (
  id uuid PRIMARY KEY,
  name_zh text NOT NULL CHECK (char_length(name_zh) BETWEEN 1 AND 200),
  name_en text CHECK (char_length(name_en) BETWEEN 1 AND 200)
);

CREATE TABLE programme (
  id uuid PRIMARY KEY,
  jurisdiction_id uuid NOT NULL REFERENCES jurisdiction,
  name_zh text NOT NULL CHECK (char_length(name_zh) BETWEEN 1 AND 200),
  name_en text CHECK (char_length(name_en) BETWEEN 1 AND 200)
);
CREATE INDEX programme_jurisdiction ON programme (jurisdiction_id, id);

CREATE TABLE unit (
  id uuid PRIMARY KEY,
  zh text NOT NULL CHECK (char_length(zh) BETWEEN 1 AND 40),
  en text CHECK (char_length(en) BETWEEN 1 AND 60)
);

CREATE TABLE kept_copy (
  sha256 text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  media_type text NOT NULL,
  size integer NOT NULL CHECK (size BETWEEN 1 AND 20971520),
  bytes bytea NOT NULL
);

CREATE TABLE source (
  id uuid PRIMARY KEY,
  publisher text NOT NULL CHECK (char_length(publisher) BETWEEN 1 AND 200),
  publisher_class text NOT NULL CHECK (publisher_class IN ('government', 'auditor', 'independent')),
  title text CHECK (char_length(title) BETWEEN 1 AND 300),
  address text CHECK (address ~ '^https?://'),
  published_on date NOT NULL,
  copy_sha256 text REFERENCES kept_copy
);
CREATE INDEX source_copy ON source (copy_sha256) WHERE copy_sha256 IS NOT NULL;
`;

const LOG = `
-- The one log: every fact and every change has exactly one entry. 'position', 'known_at' and 'chain' are given by sealing.
CREATE TABLE entry (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  position bigint UNIQUE,
  known_at timestamptz,
  chain bytea,
  kind text NOT NULL CHECK (kind IN ('pledge', 'version', 'figure', 'check', 'note', 'void', 'decision', 'change', 'reference', 'rules')),
  pledge_id uuid,
  target_id uuid,
  fact_id uuid,
  body jsonb NOT NULL,
  author_id text,
  reviewer_id text,
  forced boolean NOT NULL DEFAULT false,
  recorded_at timestamptz NOT NULL,
  xact xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CHECK ((position IS NULL) = (known_at IS NULL) AND (position IS NULL) = (chain IS NULL))
);
-- sealing looks for the open ones
CREATE INDEX entry_open ON entry (id) WHERE position IS NULL;
-- GET /changes?kind=
CREATE INDEX entry_kind ON entry (kind, position) WHERE position IS NOT NULL;
-- a pledge's and a target's history
CREATE INDEX entry_pledge ON entry (pledge_id, id) WHERE pledge_id IS NOT NULL;
CREATE INDEX entry_target ON entry (target_id, id) WHERE target_id IS NOT NULL;
-- which position was known at an instant
CREATE INDEX entry_known ON entry (known_at, position) WHERE position IS NOT NULL;
-- the fact an entry speaks of (voids, corrections)
CREATE INDEX entry_fact ON entry (fact_id) WHERE fact_id IS NOT NULL;

-- One row: where the sealed log ends.
CREATE TABLE feed (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  head bigint NOT NULL,
  known_at timestamptz,
  chain bytea NOT NULL
);
INSERT INTO feed (head, chain) VALUES (0, '\\x0000000000000000000000000000000000000000000000000000000000000000');
`;

const FACTS = `
CREATE TABLE indicator (
  id uuid PRIMARY KEY,
  jurisdiction_id uuid NOT NULL REFERENCES jurisdiction,
  unit_id uuid NOT NULL REFERENCES unit,
  name_zh text NOT NULL CHECK (char_length(name_zh) BETWEEN 1 AND 200),
  name_en text CHECK (char_length(name_en) BETWEEN 1 AND 200),
  measure text NOT NULL CHECK (measure IN ('flow', 'level', 'deliverable')),
  stage text CHECK (stage IN ('started', 'completed')),
  definition text CHECK (char_length(definition) BETWEEN 1 AND 2000)
);
CREATE INDEX indicator_jurisdiction ON indicator (jurisdiction_id, id);
CREATE INDEX indicator_unit ON indicator (unit_id);

CREATE TABLE pledge (
  id uuid PRIMARY KEY,
  entry_id bigint NOT NULL UNIQUE REFERENCES entry,
  jurisdiction_id uuid NOT NULL REFERENCES jurisdiction,
  agency_id uuid REFERENCES agency,
  programme_id uuid REFERENCES programme,
  topic_id uuid NOT NULL REFERENCES topic,
  set_by text CHECK (char_length(set_by) BETWEEN 1 AND 200),
  title_zh text NOT NULL CHECK (char_length(title_zh) BETWEEN 1 AND 900),
  title_en text CHECK (char_length(title_en) BETWEEN 1 AND 900),
  quote text CHECK (char_length(quote) BETWEEN 1 AND 300),
  locator text CHECK (char_length(locator) BETWEEN 1 AND 300),
  source_id uuid NOT NULL REFERENCES source,
  announced_on date NOT NULL,
  -- pairs of characters and words of both titles, for search
  words text[] NOT NULL
-- lists walk indexes: several workers reading the whole table for one reader would be taken from all others
) WITH (parallel_workers = 0);
-- lists of a past day, by each filter and by the day of the promise: all that a list asks of the pledge is in the index
CREATE INDEX pledge_jurisdiction ON pledge (jurisdiction_id, announced_on DESC, id DESC);
CREATE INDEX pledge_agency ON pledge (agency_id, announced_on DESC, id DESC) WHERE agency_id IS NOT NULL;
CREATE INDEX pledge_topic ON pledge (topic_id, announced_on DESC, id DESC);
CREATE INDEX pledge_programme ON pledge (programme_id, announced_on DESC, id DESC) WHERE programme_id IS NOT NULL;
-- searching, now and in the past: on the fact, which never moves; an index of words on a row that is settled costs as much as all others
CREATE INDEX pledge_words ON pledge USING gin (words);
CREATE INDEX pledge_announced ON pledge (announced_on DESC, id DESC);

CREATE TABLE target (
  id uuid PRIMARY KEY,
  pledge_id uuid NOT NULL REFERENCES pledge,
  indicator_id uuid NOT NULL REFERENCES indicator
);
CREATE INDEX target_pledge ON target (pledge_id);
CREATE INDEX target_indicator ON target (indicator_id);

CREATE TABLE version (
  id uuid PRIMARY KEY,
  entry_id bigint NOT NULL UNIQUE REFERENCES entry,
  target_id uuid NOT NULL REFERENCES target,
  kind text NOT NULL CHECK (kind IN ('original', 'amendment', 'clarification', 'withdrawal')),
  announced_on date NOT NULL,
  reason text CHECK (char_length(reason) BETWEEN 1 AND 2000),
  source_id uuid REFERENCES source,
  comparator text NOT NULL CHECK (comparator IN ('at_least', 'more_than', 'at_most', 'less_than', 'between', 'about', 'done')),
  value numeric,
  upper numeric,
  tolerance numeric,
  miss_allowed text NOT NULL CHECK (miss_allowed IN ('none', 'below', 'above')),
  measure text NOT NULL CHECK (measure IN ('flow', 'level', 'deliverable')),
  aggregate text CHECK (aggregate IN ('last', 'mean', 'every')),
  start date,
  due date,
  closes text NOT NULL CHECK (closes IN ('open', 'fixed')),
  baseline_value numeric,
  baseline_on date,
  cadence text CHECK (cadence IN ('monthly', 'quarterly', 'half_yearly', 'yearly')),
  publication_lag_days integer NOT NULL CHECK (publication_lag_days BETWEEN 0 AND 3650),
  grace_days integer NOT NULL CHECK (grace_days BETWEEN 0 AND 3650),
  trajectory jsonb,
  assumed text[] NOT NULL,
  due_words text CHECK (char_length(due_words) BETWEEN 1 AND 200),
  due_earliest date,
  CHECK (due >= start),
  CHECK ((comparator = 'done') = (measure = 'deliverable')),
  CHECK ((measure = 'level') = (aggregate IS NOT NULL)),
  CHECK (baseline_on IS NULL OR baseline_value IS NOT NULL)
);
CREATE INDEX version_target ON version (target_id, entry_id);
CREATE UNIQUE INDEX version_original ON version (target_id) WHERE kind = 'original';

CREATE TABLE figure (
  id uuid PRIMARY KEY,
  entry_id bigint NOT NULL UNIQUE REFERENCES entry,
  indicator_id uuid NOT NULL REFERENCES indicator,
  -- a share or a claim speaks of a target and names it
  target_id uuid REFERENCES target,
  source_id uuid NOT NULL REFERENCES source,
  publisher_class text NOT NULL CHECK (publisher_class IN ('government', 'auditor', 'independent')),
  locator text CHECK (char_length(locator) BETWEEN 1 AND 300),
  doubt text CHECK (char_length(doubt) BETWEEN 1 AND 2000),
  period_start date,
  period_end date NOT NULL,
  form text NOT NULL CHECK (form IN ('increment', 'running_total', 'level')),
  value numeric,
  bound text NOT NULL CHECK (bound IN ('exact', 'about', 'over', 'nearly', 'at_least', 'at_most')),
  standing text NOT NULL CHECK (standing IN ('estimate', 'provisional', 'final')),
  stated_share numeric,
  claim text CHECK (claim IN ('met', 'exceeded', 'not_met')),
  published_on date NOT NULL,
  supersedes uuid REFERENCES figure,
  because text CHECK (because IN ('revised', 'entry_error')),
  CHECK (period_start <= period_end),
  CHECK ((supersedes IS NULL) = (because IS NULL)),
  CHECK (supersedes <> id),
  CHECK (form <> 'increment' OR period_start IS NOT NULL),
  CHECK (target_id IS NOT NULL OR (stated_share IS NULL AND claim IS NULL))
);
-- the figures of an indicator, in the order in which they were recorded
CREATE INDEX figure_indicator ON figure (indicator_id, entry_id);
CREATE INDEX figure_target ON figure (target_id, entry_id) WHERE target_id IS NOT NULL;
CREATE INDEX figure_supersedes ON figure (supersedes) WHERE supersedes IS NOT NULL;

CREATE TABLE decision (
  id uuid PRIMARY KEY,
  entry_id bigint NOT NULL UNIQUE REFERENCES entry,
  target_id uuid NOT NULL REFERENCES target,
  "on" date NOT NULL,
  delivery text NOT NULL,
  reason text NOT NULL CHECK (char_length(reason) BETWEEN 1 AND 2000)
);
CREATE INDEX decision_target ON decision (target_id, entry_id);

CREATE TABLE "check" (
  id uuid PRIMARY KEY,
  entry_id bigint NOT NULL UNIQUE REFERENCES entry,
  target_id uuid NOT NULL REFERENCES target,
  "on" date NOT NULL,
  "where" text NOT NULL CHECK (char_length("where") BETWEEN 1 AND 500)
);
CREATE INDEX check_target ON "check" (target_id, entry_id);

CREATE TABLE note (
  id uuid PRIMARY KEY,
  entry_id bigint NOT NULL UNIQUE REFERENCES entry,
  pledge_id uuid NOT NULL REFERENCES pledge,
  kind text NOT NULL CHECK (kind IN ('staff', 'agency_reply')),
  agency_id uuid REFERENCES agency,
  text text NOT NULL CHECK (char_length(text) BETWEEN 1 AND 4000),
  CHECK ((kind = 'agency_reply') = (agency_id IS NOT NULL))
);
CREATE INDEX note_pledge ON note (pledge_id, entry_id);

-- Our own mistake taken back. What it names stays readable and leaves every list, count and verdict.
CREATE TABLE void (
  id uuid PRIMARY KEY,
  entry_id bigint NOT NULL UNIQUE REFERENCES entry,
  fact_kind text NOT NULL CHECK (fact_kind IN ('pledge', 'version', 'figure', 'decision', 'check', 'note')),
  fact_id uuid NOT NULL UNIQUE,
  reason text NOT NULL CHECK (char_length(reason) BETWEEN 1 AND 2000),
  -- for a duplicate: the fact of the same kind that stands instead
  stands_id uuid,
  CHECK (stands_id <> fact_id)
);
`;

const DERIVED = `
-- Where a target stands now. One row a target; derived, one command rebuilds it.
CREATE TABLE verdict (
  target_id uuid PRIMARY KEY REFERENCES target,
  pledge_id uuid NOT NULL REFERENCES pledge,
  headline text NOT NULL,
  severity smallint NOT NULL,
  delivery text NOT NULL,
  timeliness text NOT NULL,
  pace text NOT NULL,
  freshness text NOT NULL,
  confidence text NOT NULL,
  goalpost text NOT NULL,
  due date,
  as_of date NOT NULL,
  settled_at timestamptz NOT NULL,
  -- the day on which Saydo first published a verdict of this target: what is before it is backfill
  first_published_on date NOT NULL,
  changes_on date,
  -- 00:00 of changes_on in the jurisdiction's zone
  changes_at timestamptz,
  rules_version smallint NOT NULL,
  explained jsonb NOT NULL,
  -- why its rule threw: set aside alone, and shown
  set_aside text
);
-- SettleStandingsJob: what is due
CREATE INDEX verdict_changes ON verdict (changes_at, target_id) WHERE changes_at IS NOT NULL;
-- a pledge's targets, worst first
CREATE INDEX verdict_pledge ON verdict (pledge_id, severity, target_id);
CREATE INDEX verdict_set_aside ON verdict (target_id) WHERE set_aside IS NOT NULL;
-- re-judging after a change of the rules
CREATE INDEX verdict_rules ON verdict (rules_version, target_id);

-- A pledge's roll-up with its filter columns: the worst of its targets.
CREATE TABLE pledge_verdict (
  pledge_id uuid PRIMARY KEY REFERENCES pledge,
  headline text NOT NULL,
  severity smallint NOT NULL,
  goalpost text NOT NULL,
  counts jsonb NOT NULL,
  due date,
  announced_on date NOT NULL,
  jurisdiction_id uuid NOT NULL,
  agency_id uuid,
  programme_id uuid,
  topic_id uuid NOT NULL,
  settled_at timestamptz NOT NULL,
  -- the day of the last change that was told
  changed_on date NOT NULL
);
-- lists: each filter with each sort; severity is 'worst first', due and changed_on never null in the order
CREATE INDEX pledge_verdict_worst ON pledge_verdict (severity, pledge_id);
CREATE INDEX pledge_verdict_due ON pledge_verdict (coalesce(due, 'infinity'::date), pledge_id);
CREATE INDEX pledge_verdict_changed ON pledge_verdict (changed_on DESC, pledge_id DESC);
CREATE INDEX pledge_verdict_announced ON pledge_verdict (announced_on DESC, pledge_id DESC);
CREATE INDEX pledge_verdict_headline_due ON pledge_verdict (severity, coalesce(due, 'infinity'::date), pledge_id);
CREATE INDEX pledge_verdict_headline_changed ON pledge_verdict (severity, changed_on DESC, pledge_id DESC);
CREATE INDEX pledge_verdict_headline_announced ON pledge_verdict (severity, announced_on DESC, pledge_id DESC);
CREATE INDEX pledge_verdict_jurisdiction_worst ON pledge_verdict (jurisdiction_id, severity, pledge_id);
CREATE INDEX pledge_verdict_jurisdiction_due ON pledge_verdict (jurisdiction_id, coalesce(due, 'infinity'::date), pledge_id);
CREATE INDEX pledge_verdict_jurisdiction_changed ON pledge_verdict (jurisdiction_id, changed_on DESC, pledge_id DESC);
CREATE INDEX pledge_verdict_jurisdiction_announced ON pledge_verdict (jurisdiction_id, announced_on DESC, pledge_id DESC);
CREATE INDEX pledge_verdict_agency_worst ON pledge_verdict (agency_id, severity, pledge_id) WHERE agency_id IS NOT NULL;
CREATE INDEX pledge_verdict_agency_due ON pledge_verdict (agency_id, coalesce(due, 'infinity'::date), pledge_id) WHERE agency_id IS NOT NULL;
CREATE INDEX pledge_verdict_agency_changed ON pledge_verdict (agency_id, changed_on DESC, pledge_id DESC) WHERE agency_id IS NOT NULL;
CREATE INDEX pledge_verdict_agency_announced ON pledge_verdict (agency_id, announced_on DESC, pledge_id DESC) WHERE agency_id IS NOT NULL;
CREATE INDEX pledge_verdict_topic_worst ON pledge_verdict (topic_id, severity, pledge_id);
CREATE INDEX pledge_verdict_topic_due ON pledge_verdict (topic_id, coalesce(due, 'infinity'::date), pledge_id);
CREATE INDEX pledge_verdict_topic_changed ON pledge_verdict (topic_id, changed_on DESC, pledge_id DESC);
CREATE INDEX pledge_verdict_topic_announced ON pledge_verdict (topic_id, announced_on DESC, pledge_id DESC);
CREATE INDEX pledge_verdict_programme_worst ON pledge_verdict (programme_id, severity, pledge_id) WHERE programme_id IS NOT NULL;
CREATE INDEX pledge_verdict_programme_due ON pledge_verdict (programme_id, coalesce(due, 'infinity'::date), pledge_id) WHERE programme_id IS NOT NULL;
CREATE INDEX pledge_verdict_programme_changed ON pledge_verdict (programme_id, changed_on DESC, pledge_id DESC) WHERE programme_id IS NOT NULL;
CREATE INDEX pledge_verdict_programme_announced ON pledge_verdict (programme_id, announced_on DESC, pledge_id DESC) WHERE programme_id IS NOT NULL;
CREATE INDEX pledge_verdict_goalpost_worst ON pledge_verdict (goalpost, severity, pledge_id) WHERE goalpost <> 'unchanged';
CREATE INDEX pledge_verdict_goalpost_due ON pledge_verdict (goalpost, coalesce(due, 'infinity'::date), pledge_id) WHERE goalpost <> 'unchanged';
CREATE INDEX pledge_verdict_goalpost_changed ON pledge_verdict (goalpost, changed_on DESC, pledge_id DESC) WHERE goalpost <> 'unchanged';
CREATE INDEX pledge_verdict_goalpost_announced ON pledge_verdict (goalpost, announced_on DESC, pledge_id DESC) WHERE goalpost <> 'unchanged';

-- What a target's verdict is, day by day, as it was known position by position: half-open both ways (days x entries).
-- 'known_from' and 'known_to' are the positions of the two entries, given when they are sealed.
CREATE TABLE verdict_span (
  target_id uuid NOT NULL REFERENCES target,
  pledge_id uuid NOT NULL,
  on_from date NOT NULL,
  on_to date NOT NULL,
  known_from_entry bigint NOT NULL,
  known_to_entry bigint,
  known_from bigint,
  known_to bigint,
  headline text NOT NULL,
  severity smallint NOT NULL,
  delivery text NOT NULL,
  timeliness text NOT NULL,
  pace text NOT NULL,
  freshness text NOT NULL,
  confidence text NOT NULL,
  goalpost text NOT NULL,
  due date,
  PRIMARY KEY (target_id, known_from_entry, on_from),
  CHECK (on_from < on_to),
  CHECK (known_from_entry < known_to_entry)
);
-- what stands now, of a target
CREATE INDEX verdict_span_current ON verdict_span (target_id, on_from) WHERE known_to_entry IS NULL;
-- boards of a past day, as known now
CREATE INDEX verdict_span_day ON verdict_span (on_from, on_to) INCLUDE (severity, target_id, pledge_id) WHERE known_to_entry IS NULL;
-- boards of a past day, as known then
CREATE INDEX verdict_span_known ON verdict_span (on_from, on_to, known_from, known_to) INCLUDE (severity, target_id, pledge_id) WHERE known_from IS NOT NULL;
-- sealing gives positions to what is open
CREATE INDEX verdict_span_open_from ON verdict_span (known_from_entry) WHERE known_from IS NULL;
CREATE INDEX verdict_span_open_to ON verdict_span (known_to_entry) WHERE known_to IS NULL AND known_to_entry IS NOT NULL;

-- The same for pledges: the worst of the targets, for lists and boards of a past day.
CREATE TABLE pledge_span (
  pledge_id uuid NOT NULL REFERENCES pledge,
  on_from date NOT NULL,
  on_to date NOT NULL,
  known_from_entry bigint NOT NULL,
  known_to_entry bigint,
  known_from bigint,
  known_to bigint,
  headline text NOT NULL,
  severity smallint NOT NULL,
  goalpost text NOT NULL,
  counts jsonb NOT NULL,
  due date,
  PRIMARY KEY (pledge_id, known_from_entry, on_from),
  CHECK (on_from < on_to),
  CHECK (known_from_entry < known_to_entry)
);
CREATE INDEX pledge_span_current ON pledge_span (pledge_id, on_from) WHERE known_to_entry IS NULL;
CREATE INDEX pledge_span_worst ON pledge_span (severity, pledge_id) INCLUDE (on_from, on_to) WHERE known_to_entry IS NULL;
CREATE INDEX pledge_span_worst_known ON pledge_span (severity, pledge_id) INCLUDE (on_from, on_to, known_from, known_to) WHERE known_from IS NOT NULL;
-- lists of a past day in the other orders, as known now and as known then; spans are written by facts, not by time
CREATE INDEX pledge_span_due ON pledge_span (coalesce(due, 'infinity'::date), pledge_id) INCLUDE (on_from, on_to) WHERE known_to_entry IS NULL;
CREATE INDEX pledge_span_since ON pledge_span (on_from DESC, pledge_id DESC) INCLUDE (on_to) WHERE known_to_entry IS NULL;
CREATE INDEX pledge_span_due_known ON pledge_span (coalesce(due, 'infinity'::date), pledge_id) INCLUDE (on_from, on_to, known_from, known_to) WHERE known_from IS NOT NULL;
CREATE INDEX pledge_span_since_known ON pledge_span (on_from DESC, pledge_id DESC) INCLUDE (on_to, known_from, known_to) WHERE known_from IS NOT NULL;
CREATE INDEX pledge_span_goalpost ON pledge_span (goalpost, severity, pledge_id) INCLUDE (on_from, on_to) WHERE goalpost <> 'unchanged';
CREATE INDEX pledge_span_open_from ON pledge_span (known_from_entry) WHERE known_from IS NULL;
CREATE INDEX pledge_span_open_to ON pledge_span (known_to_entry) WHERE known_to IS NULL AND known_to_entry IS NOT NULL;

-- A change that wants a person. One open flag a target and kind.
CREATE TABLE flag (
  id uuid PRIMARY KEY,
  target_id uuid NOT NULL REFERENCES target,
  pledge_id uuid NOT NULL REFERENCES pledge,
  kind text NOT NULL CHECK (kind IN ('overdue', 'long_overdue', 'unreported', 'missed', 'breached', 'stale', 'contested', 'exceeded', 'met', 'goalpost', 'data_alert')),
  raised_on date NOT NULL,
  raised_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'acknowledged', 'cleared')),
  acknowledged_at timestamptz,
  acknowledged_by text,
  note text CHECK (char_length(note) BETWEEN 1 AND 2000),
  cleared_at timestamptz,
  detail text,
  CHECK (state <> 'acknowledged' OR acknowledged_at IS NOT NULL),
  CHECK ((state = 'cleared') = (cleared_at IS NOT NULL))
);
CREATE UNIQUE INDEX flag_standing ON flag (target_id, kind) WHERE state <> 'cleared';
CREATE INDEX flag_state ON flag (state, raised_at DESC, id DESC);
CREATE INDEX flag_state_kind ON flag (state, kind, raised_at DESC, id DESC);
CREATE INDEX flag_kind ON flag (kind, raised_at DESC, id DESC);
CREATE INDEX flag_newest ON flag (raised_at DESC, id DESC);
CREATE INDEX flag_pledge ON flag (pledge_id);

CREATE TABLE idempotency_key (
  caller text NOT NULL,
  key text NOT NULL CHECK (char_length(key) BETWEEN 1 AND 200),
  request_sha256 text NOT NULL,
  status smallint,
  response jsonb,
  used_at timestamptz NOT NULL,
  PRIMARY KEY (caller, key)
);
CREATE INDEX idempotency_key_used ON idempotency_key (used_at);
`;

const GUARDS = `
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is insert-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

-- An entry is written once and sealed once: position, known_at and chain go from null to a value, nothing else ever moves.
CREATE FUNCTION refuse_entry_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.position IS NULL AND NEW.position IS NOT NULL
     AND (NEW.id, NEW.kind, NEW.pledge_id, NEW.target_id, NEW.fact_id, NEW.body, NEW.author_id, NEW.reviewer_id, NEW.forced, NEW.recorded_at, NEW.xact)
         IS NOT DISTINCT FROM
         (OLD.id, OLD.kind, OLD.pledge_id, OLD.target_id, OLD.fact_id, OLD.body, OLD.author_id, OLD.reviewer_id, OLD.forced, OLD.recorded_at, OLD.xact)
  THEN RETURN NEW;
  END IF;
  RAISE EXCEPTION 'entry is insert-only' USING ERRCODE = 'restrict_violation';
END $$;

-- Sentences name the unit: where it is renamed, they are due to be written anew by the next settling.
CREATE FUNCTION unit_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE verdict SET changes_at = 'epoch' FROM target t JOIN indicator i ON i.id = t.indicator_id
  WHERE verdict.target_id = t.id AND i.unit_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER unit_renamed AFTER UPDATE OF zh, en ON unit FOR EACH ROW
  WHEN ((OLD.zh, OLD.en) IS DISTINCT FROM (NEW.zh, NEW.en)) EXECUTE FUNCTION unit_renamed();

CREATE TRIGGER entry_sealed_once BEFORE UPDATE ON entry FOR EACH ROW EXECUTE FUNCTION refuse_entry_change();
CREATE TRIGGER entry_kept BEFORE DELETE ON entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER entry_whole BEFORE TRUNCATE ON entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

DO $$
DECLARE fact text;
BEGIN
  FOREACH fact IN ARRAY ARRAY['indicator', 'pledge', 'target', 'version', 'figure', 'decision', 'check', 'note', 'void', 'kept_copy'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', fact || '_kept', fact);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', fact || '_whole', fact);
  END LOOP;
END $$;

-- Where owner and app are two roles, privileges say the same once more.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'saydo_app') THEN
    GRANT USAGE ON SCHEMA public TO saydo_app;
    GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO saydo_app;
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO saydo_app;
    GRANT UPDATE ON jurisdiction, agency, topic, programme, unit, source TO saydo_app;
    GRANT UPDATE (position, known_at, chain) ON entry TO saydo_app;
    GRANT UPDATE ON feed TO saydo_app;
    GRANT UPDATE, DELETE ON verdict, pledge_verdict, verdict_span, pledge_span, flag, idempotency_key TO saydo_app;
  END IF;
END $$;
`;
