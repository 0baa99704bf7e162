/** How a statement joins what is known: an entry that must be, and the void of a fact as `voided`. */
interface Knowledge {
  entry: (id: string) => string;
  voidOf: (fact: string) => string;
}

/** The statements that read all facts of targets $1, voids included: everything committed. */
export const COMMITTED = statementsOf({
  entry: () => '',
  voidOf: (fact) => `LEFT JOIN void AS voided ON voided.fact_id = ${fact}.id`,
});

/** The same as known at position $2: what the log has up to there. */
export const KNOWN = statementsOf({
  entry: (id) => `JOIN entry AS known ON known.id = ${id} AND known.position <= $2`,
  voidOf: (fact) => `LEFT JOIN LATERAL (
    SELECT void.entry_id FROM void JOIN entry AS of_void ON of_void.id = void.entry_id
    WHERE void.fact_id = ${fact}.id AND of_void.position <= $2
  ) AS voided ON true`,
});

function statementsOf(known: Knowledge) {
  return {
    targets: targetsIn(known),
    versions: versionsIn(known),
    figures: figuresIn(known),
    decisions: decisionsIn(known),
  };
}

function targetsIn({ entry, voidOf }: Knowledge): string {
  return `
SELECT t.id AS target_id, t.pledge_id, j.time_zone AS zone, u.zh AS unit_zh, u.en AS unit_en, voided.entry_id AS voided_by
FROM target t
JOIN pledge p ON p.id = t.pledge_id
JOIN jurisdiction j ON j.id = p.jurisdiction_id
JOIN indicator i ON i.id = t.indicator_id
JOIN unit u ON u.id = i.unit_id
${entry("(SELECT v.entry_id FROM version v WHERE v.target_id = t.id AND v.kind = 'original')")}
${voidOf('p')}
WHERE t.id = ANY($1)
ORDER BY t.id`;
}

function versionsIn({ entry, voidOf }: Knowledge): string {
  return `
SELECT v.target_id, v.entry_id, voided.entry_id AS voided_by, v.kind, v.announced_on, v.comparator, v.value, v.upper,
       v.tolerance, v.miss_allowed, v.measure, v.aggregate, v.start, v.due, v.closes, v.baseline_value, v.baseline_on,
       v.cadence, v.publication_lag_days, v.grace_days, v.trajectory, v.assumed
FROM version v
${entry('v.entry_id')}
${voidOf('v')}
WHERE v.target_id = ANY($1)
ORDER BY v.entry_id`;
}

/** An indicator's figures count for every target on it; their shares and words only for the one that is named. */
function figuresIn({ entry, voidOf }: Knowledge): string {
  return `
SELECT t.id AS target_id, f.entry_id, voided.entry_id AS voided_by, f.id, f.supersedes, f.publisher_class, f.form,
       f.period_start, f.period_end, f.value, f.bound, f.standing, f.published_on, f.because,
       CASE WHEN f.target_id = t.id THEN f.stated_share END AS stated_share,
       CASE WHEN f.target_id = t.id THEN f.claim END AS claim
FROM target t
JOIN figure f ON f.indicator_id = t.indicator_id
${entry('f.entry_id')}
${voidOf('f')}
WHERE t.id = ANY($1) AND (f.value IS NOT NULL OR f.target_id = t.id)
ORDER BY f.entry_id`;
}

function decisionsIn({ entry, voidOf }: Knowledge): string {
  return `
SELECT d.target_id, d.entry_id, voided.entry_id AS voided_by, d."on", d.delivery
FROM decision d
${entry('d.entry_id')}
${voidOf('d')}
WHERE d.target_id = ANY($1)
ORDER BY d.entry_id`;
}
