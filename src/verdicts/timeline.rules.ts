import type { DayNumber } from '../clock/calendar.rules.js';
import {
  sceneOn,
  standIn,
  standsApart,
  turningDaysOf,
  type Record,
  type Scene,
  type Standing,
} from './standing.rules.js';

/** A standing that holds from a day on, until the next step of the timeline. */
export type Step = { readonly on: DayNumber; readonly standing: Standing };

/** A scene that holds from a day on, until the next. */
export type SceneFrom = { readonly on: DayNumber; readonly scene: Scene };

/**
 * Where a target stands on every day, from its announcement to the last change that time alone can bring: one step a
 * change. Walking night by night gives the same steps; only listed days are tried (rules §9).
 */
export function timelineOf(record: Record): Step[] {
  return stepsIn(scenesOf(record));
}

/** What is known of a target on every day. */
export function scenesOf(record: Record): SceneFrom[] {
  const scenes: SceneFrom[] = [];
  for (const on of sceneDays(record)) {
    const scene = sceneOn(record, on);
    if (scene !== null) scenes.push({ on, scene });
  }
  return scenes;
}

/** The steps of a timeline through its scenes. */
export function stepsIn(scenes: readonly SceneFrom[]): Step[] {
  const steps: Step[] = [];
  for (const [at, { on, scene }] of scenes.entries()) {
    push(steps, on, standIn(scene, on));
    pushTurns(steps, scene, on, scenes[at + 1]?.on ?? Infinity);
  }
  return steps;
}

/** Every day on which something new becomes known, from the earlier to the later. */
function sceneDays({ versions, figures, decisions }: Record): DayNumber[] {
  const days = new Set<DayNumber>();
  for (const { announcedOn } of versions) days.add(announcedOn);
  for (const { publishedOn } of figures) days.add(publishedOn);
  for (const { on } of decisions) days.add(on);
  return [...days].sort((a, b) => a - b);
}

function pushTurns(steps: Step[], scene: Scene, after: DayNumber, before: DayNumber): void {
  let last = after;
  for (const day of turningDaysOf(scene)) {
    if (day <= last || day >= before) continue;
    push(steps, day, standIn(scene, day));
    last = day;
  }
}

function push(steps: Step[], on: DayNumber, standing: Standing): void {
  const last = steps.at(-1);
  if (last === undefined || standsApart(last.standing, standing)) steps.push({ on, standing });
}
