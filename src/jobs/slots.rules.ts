/** Work the calendar owes once a period, such as every night at three. */
export interface SlotSchedule {
  name: string;
  /** Milliseconds from one slot to the next. */
  every: number;
  /** Milliseconds from the start of a period (counted in UTC) to its slot. */
  at: number;
  /** Milliseconds after which a slot that was missed is skipped rather than done late. */
  latest: number;
}

/** At most so many slots are written down at a time: a machine that was off for long catches up in steps. */
const MOST = 1000;

/** The slots after `last` up to now, oldest first; before the first run only the newest is owed. */
export function missedSlots(
  { every, at, latest }: SlotSchedule,
  last: Date | null,
  now: Date,
): { slot: Date; tooLate: boolean }[] {
  const newest = Math.floor((now.getTime() - at) / every) * every + at;
  const first = last === null ? newest : last.getTime() + every;
  const slots: { slot: Date; tooLate: boolean }[] = [];
  for (let slot = first; slot <= newest && slots.length < MOST; slot += every) {
    slots.push({ slot: new Date(slot), tooLate: now.getTime() - slot > latest });
  }
  return slots;
}
