import type { Day } from '../clock/calendar.rules.js';
import { newId } from '../database/ids.js';
import type { Faults, FieldRefusal } from '../errors.js';
import type { LaterVersion, NewVersion } from './drafts.js';
import type { Version } from './version.entity.js';
import { type Promised, type VersionKind, faultsOfVersion } from './versions.rules.js';

export type VersionRow = Omit<Version, 'entryId'>;

type Said = NewVersion & { measure: Promised['measure']; announcedOn: Day };

/** A version as a row. */
export function versionRow(targetId: string, kind: VersionKind, said: Said): VersionRow {
  return {
    id: newId(),
    targetId,
    kind,
    announcedOn: said.announcedOn,
    reason: said.reason,
    sourceId: said.sourceId,
    comparator: said.comparator,
    value: said.value,
    upper: said.upper,
    tolerance: said.tolerance,
    missAllowed: said.missAllowed,
    measure: said.measure,
    aggregate: said.aggregate,
    start: said.start,
    due: said.due,
    closes: said.closes,
    baselineValue: said.baseline?.value ?? null,
    baselineOn: said.baseline?.on ?? null,
    cadence: said.cadence,
    publicationLagDays: said.publicationLagDays ?? (said.measure === 'deliverable' ? 0 : 30),
    graceDays: said.graceDays,
    trajectory: said.trajectory,
    assumed: said.assumed,
    dueWords: said.dueWords,
    dueEarliest: said.dueEarliest,
  };
}

/**
 * The row of what was announced after `original`, where `current` stands. A withdrawal keeps what stands and says nothing
 * of it; anything else says all of it anew.
 */
export function laterVersionRow(
  { kind, announcedOn, reason, sourceId, said }: LaterVersion,
  { original, current }: { original: VersionRow; current: VersionRow },
  faults: Faults,
): VersionRow {
  if (kind === 'withdrawal') addFaultsOfWithdrawal(said, faults);
  else if (said.comparator === null) faults.add('/comparator', 'required', 'is part of what a target says');
  if (announcedOn < original.announcedOn) {
    faults.add('/announcedOn', 'announced_before_promise', 'is before the promise was announced');
  }
  if (kind === 'clarification' && reason === null) {
    faults.add('/reason', 'reason_needed', 'a clarification gives its reason');
  }
  if (kind === 'withdrawal' || said.comparator === null) {
    return { ...current, id: newId(), kind, announcedOn, reason, sourceId };
  }
  const { comparator, measure } = said;
  const what = { ...said, comparator, measure: measure ?? original.measure, announcedOn, reason, sourceId };
  return versionRow(current.targetId, kind, what);
}

/** What the rules and the calendar refuse of a version, each at its field below `at`. */
export function faultsOfRow(version: VersionRow, today: Day, at: string): FieldRefusal[] {
  const faults: FieldRefusal[] = faultsOfVersion(promisedBy(version), at);
  if (version.announcedOn > today) {
    const message = 'is a day to come in its jurisdiction';
    faults.push({ pointer: `${at}/announcedOn`, code: 'announced_in_future', message });
  }
  return faults;
}

/** A version as the rules and the log have it: its baseline in one. */
export function promisedBy({ baselineValue, baselineOn, ...version }: VersionRow) {
  return { ...version, baseline: baselineValue === null ? null : { value: baselineValue, on: baselineOn } };
}

function addFaultsOfWithdrawal(said: LaterVersion['said'], faults: Faults): void {
  const { missAllowed, closes, graceDays, assumed, ...rest } = said;
  const fields = Object.entries(rest).flatMap(([field, value]) => (value === null ? [] : field));
  if (missAllowed !== 'none') fields.push('missAllowed');
  if (closes !== 'open') fields.push('closes');
  if (graceDays !== 0) fields.push('graceDays');
  if (assumed.length > 0) fields.push('assumed');
  for (const field of fields) faults.add(`/${field}`, 'withdrawal_says_nothing', 'is not for a withdrawal to say');
}
