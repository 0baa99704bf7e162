import { dayOfYear } from '../dates.rules.js';
import { type Language, say } from '../language.rules.js';
import { forDrawing, limitText, percent, quantity } from '../numbers.rules.js';
import { HEADLINE_WORDS } from '../words.rules.js';
import { Milestones } from './milestones.js';
import type { TargetChartView } from './target.view.js';
import { Trajectory } from './trajectory.js';

/** Bullet over trajectory; a deliverable is a line of days. The caption is the verdict's sentence. */
export function TargetChart({ view, language, id }: { view: TargetChartView; language: Language; id: string }) {
  const t = say(language);
  const limit = limitText(view.limit, view.unit, language);
  const due =
    view.due === null
      ? t('没有期限', 'no due day')
      : t(`期限${view.due}`, `due ${dayOfYear(view.due, 'en')} ${view.due.slice(0, 4)}`);
  const description = t(`承诺${limit}，${due}。${view.sentence}`, `Promised: ${limit}, ${due}. ${view.sentence}`);
  return (
    <figure class={`chart t-${HEADLINE_WORDS[view.headline].tone}`}>
      <figcaption class="hidden">{view.sentence}</figcaption>
      {view.measure === 'deliverable' ? (
        <Milestones view={view} language={language} id={id} description={description} />
      ) : (
        <>
          <BigBullet view={view} language={language} />
          <Trajectory view={view} language={language} id={id} description={description} />
        </>
      )}
    </figure>
  );
}

/** The bullet of 48 px: what is reached, the promise as a tick, pace bands behind while pace is judged. */
function BigBullet({ view, language }: { view: TargetChartView; language: Language }) {
  const t = say(language);
  const byShare = view.limit.value === null;
  const promise = byShare ? 1 : forDrawing(view.limit.value!);
  const reachedText = byShare ? view.share : view.achieved;
  const reached = reachedText === null ? null : forDrawing(reachedText);
  const amendedTo = view.amended === null ? null : view.amended.limit.value;
  const amended = amendedTo === null ? null : forDrawing(amendedTo);
  const upper = view.limit.upper === null ? null : forDrawing(view.limit.upper);
  const most = 1.1 * Math.max(promise, reached ?? 0, amended ?? 0, upper ?? 0, 0);
  if (most <= 0) return null;
  const at = (value: number) => `${Math.round((Math.max(0, value) / most) * 10_000) / 100}%`;
  const label =
    reachedText === null
      ? null
      : byShare
        ? percent(reachedText, language)
        : quantity(reachedText, view.unit, language, view.limit.value).text;
  const end = reached === null ? 0 : reached / most;
  return (
    <div class="plot" aria-hidden="true">
      <svg class="h48" />
      <svg class="h48">
        <rect class="c-track" x="0" y="9" width={at(upper ?? promise)} height="14" />
        <Bands view={view} promise={promise} at={at} />
        {reached !== null && <rect class="c-bar" x="0" y="11" width={at(reached)} height="10" />}
        <Tick at={at(promise)} />
        {upper !== null && <Tick at={at(upper)} />}
        {amended !== null && <Tick at={at(amended)} half />}
        {Math.abs(promise / most - end) > 0.3 && (
          <text
            class={Math.abs(promise / most - end) > 0.5 ? undefined : 'long-only'}
            x={at(promise)}
            y="42"
            text-anchor={promise / most > 0.8 ? 'end' : 'middle'}
          >
            {byShare ? t('任务数未公布', 'task unpublished') : quantity(view.limit.value!, view.unit, language).text}
          </text>
        )}
        {label !== null ? (
          <text
            class="strong"
            x={at(reached!)}
            y="42"
            text-anchor={end > 0.8 ? 'end' : end < 0.12 ? 'start' : 'middle'}
          >
            {label}
          </text>
        ) : (
          <text x="0" y="42">
            {t('没有数字记录', 'no figure on record')}
          </text>
        )}
      </svg>
      <svg class="h48">
        {amendedTo !== null && (
          <text x="8" y="38">
            {t('改为', 'now ')}
            {quantity(amendedTo, view.unit, language).text}
          </text>
        )}
      </svg>
    </div>
  );
}

function Tick({ at, half = false }: { at: string; half?: boolean }) {
  return <line class="c-tick" x1={at} y1={half ? 16 : 4} x2={at} y2="28" />;
}

/** 0–0.60, 0.60–0.95, 0.95–1.15 of where a floor should stand by now. */
function Bands({ view, promise, at }: { view: TargetChartView; promise: number; at: (value: number) => string }) {
  const floor = view.limit.comparator === 'at_least' || view.limit.comparator === 'more_than';
  if (view.expectedShare === null || view.measure !== 'flow' || !floor) return null;
  const expected = forDrawing(view.expectedShare) * promise;
  return (
    <>
      <rect class="c-band1" x="0" y="6" width={at(expected * 1.15)} height="20" />
      <rect class="c-band2" x="0" y="6" width={at(expected * 0.95)} height="20" />
      <rect class="c-band3" x="0" y="6" width={at(expected * 0.6)} height="20" />
    </>
  );
}
