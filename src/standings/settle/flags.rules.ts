import type { Explained } from '../../verdicts/explain.rules.js';

/** What may want a person (design, Words). `met` is kept beside `exceeded`: both are good news worth a look. */
export const FLAG_KINDS = [
  'overdue',
  'long_overdue',
  'unreported',
  'missed',
  'breached',
  'stale',
  'contested',
  'exceeded',
  'met',
  'goalpost',
  'data_alert',
] as const;
export type FlagKind = (typeof FLAG_KINDS)[number];
export const FLAG_STATES = ['open', 'acknowledged', 'cleared'] as const;
export type FlagState = (typeof FLAG_STATES)[number];

/** A flag that ought to stand; `detail` tells it from an earlier one of its kind. */
export interface WantedFlag {
  kind: FlagKind;
  detail: string | null;
  /** Good news as expected is raised acknowledged: it is on record and asks nobody for anything. */
  acknowledged: boolean;
}

const RAISED_FROM = 1.15;
const HEADLINE_FLAGS = new Set<string>(FLAG_KINDS.filter((kind) => kind !== 'goalpost' && kind !== 'data_alert'));

/** The flags that ought to stand on what a target says today. */
export function wantedFlags(explained: Explained): WantedFlag[] {
  const wanted: WantedFlag[] = [];
  const { headline, goalpost, alerts } = explained;
  if (HEADLINE_FLAGS.has(headline)) {
    wanted.push({ kind: headline as FlagKind, detail: null, acknowledged: isExpected(explained) });
  }
  if (goalpost === 'eased' || goalpost === 'tightened' || goalpost === 'mixed') {
    wanted.push({ kind: 'goalpost', detail: goalpost, acknowledged: false });
  }
  if (alerts.length > 0) wanted.push({ kind: 'data_alert', detail: alerts.join(' '), acknowledged: false });
  return wanted;
}

/** Met, or exceeded by less than 15 %. Exceeded without a share is shown to a person. */
function isExpected({ headline, share }: Explained): boolean {
  return headline === 'met' || (headline === 'exceeded' && share !== null && Number(share) < RAISED_FROM);
}
