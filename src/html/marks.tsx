import type { ComponentChildren } from 'preact';
import { HEADLINES, type Headline } from '../verdicts/words.rules.js';
import type { Language } from './language.rules.js';
import { HEADLINE_WORDS, type Tone } from './words.rules.js';

/**
 * The 21 marks. Shape says the tone; solid is settled for good, hollow can still change, dashed lacks its number, a doubled
 * outline holds two answers; a sign (16 px) or a character (24 px) says the headline. Colours come from the tone's class.
 */

type Fill = 'solid' | 'hollow' | 'dashed' | 'heavy';

const FILLS: Record<Headline, Fill> = {
  contested: 'hollow',
  missed: 'solid',
  breached: 'solid',
  long_overdue: 'hollow',
  overdue: 'hollow',
  unreported: 'dashed',
  stale: 'hollow',
  far_behind: 'heavy',
  behind: 'hollow',
  in_grace: 'hollow',
  awaiting_figures: 'hollow',
  no_figures: 'dashed',
  in_progress: 'hollow',
  claimed: 'hollow',
  on_track: 'hollow',
  holding: 'hollow',
  ahead: 'hollow',
  met: 'solid',
  exceeded: 'solid',
  not_assessable: 'hollow',
  withdrawn: 'solid',
};

/** Strokes of the signs, in the box of 24 units. */
const STROKES: Partial<Record<Headline, string>> = {
  missed: 'M8 8l8 8M16 8l-8 8',
  breached: 'M14 2.5l-5 7.5h6l-5 11.5',
  overdue: 'M12 6.5v6l4 3',
  stale: 'M7.5 12h9',
  far_behind: 'M7 6l5 4 5-4M7 11.5l5 4 5-4',
  behind: 'M7 8.5l5 4.5 5-4.5',
  in_grace: 'M8 6h8l-8 9h8z',
  holding: 'M9 8v8M15 8v8',
  met: 'M7 12.5l3.5 3.5 6.5-7.5',
  exceeded: 'M12 7v10M7 12h10',
  not_assessable: 'M15 8l-6 8',
  withdrawn: 'M7.5 12h9',
};

/** What of a sign is filled. */
const SPOTS: Partial<Record<Headline, ComponentChildren>> = {
  contested: <path class="m-spot" d="M12 5.5 5.5 12l6.5 6.5z" />,
  long_overdue: <rect class="m-spot" x="8" y="8" width="8" height="8" />,
  awaiting_figures: (
    <>
      <circle class="m-spot" cx="7" cy="12" r="1.7" />
      <circle class="m-spot" cx="12" cy="12" r="1.7" />
      <circle class="m-spot" cx="17" cy="12" r="1.7" />
    </>
  ),
  claimed: <circle class="m-spot" cx="12" cy="12" r="3.2" />,
  ahead: <path class="m-spot" d="M12 6.5l5 9H7z" />,
};

/** Part of a hollow shape that is full, under its outline: with the sign, and with a character. */
const LEVELS: Partial<Record<Headline, { sign: string; cell: string }>> = {
  in_progress: {
    sign: 'M12 4.5v15H9a7.5 7.5 0 0 1 0-15z',
    cell: 'M5.5 5.4v13.2a7.5 7.5 0 0 1 0-13.2z',
  },
  on_track: { sign: 'M2 12a10 10 0 0 0 20 0z', cell: 'M4.4 18.5a10 10 0 0 0 15.2 0z' },
};

/** Definitions of all marks, once in a page: with signs, and with the characters of the page's language. */
export function MarkDefinitions({ language }: { language: Language }) {
  return (
    <svg class="defs" width="0" height="0" aria-hidden="true" focusable="false">
      <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path class="c-hatch-line" d="M0 0v6" />
      </pattern>
      {HEADLINES.map((headline) => (
        <>
          <symbol id={`m-${headline}`} viewBox="0 0 24 24">
            <Shape headline={headline} level="sign" />
            {SPOTS[headline]}
            {STROKES[headline] && <path class={`m-sign${onFill(headline)}`} d={STROKES[headline]} />}
          </symbol>
          <symbol id={`c-${headline}`} viewBox="0 0 24 24">
            <Shape headline={headline} level="cell" />
            <text class={`m-word${onFill(headline)}${tight(headline)}`} x="12" y={baseOf(headline)}>
              {headlineOf(headline).sign[language]}
            </text>
          </symbol>
        </>
      ))}
    </svg>
  );
}

/** The mark of 16 px. Its word stands beside it, so it is silent by itself. */
export function Mark({ headline }: { headline: Headline }) {
  return (
    <svg class={`mark t-${headlineOf(headline).tone}`} width="16" height="16" aria-hidden="true" focusable="false">
      <use href={`#m-${headline}`} />
    </svg>
  );
}

/** The mark of 24 px, with a character instead of a sign. It needs a word beside it or hidden text. */
export function MarkCell({ headline }: { headline: Headline }) {
  return (
    <svg class={`mark t-${headlineOf(headline).tone}`} width="24" height="24" aria-hidden="true" focusable="false">
      <use href={`#c-${headline}`} />
    </svg>
  );
}

/** The bare shape of a tone inside a drawing. */
export function ToneGlyph({ tone, x, y, size }: { tone: Tone; x: number; y: number; size: number }) {
  return (
    <svg class={`t-${tone}`} x={x} y={y} width={size} height={size} viewBox="0 0 24 24">
      <Outline tone={tone} fill="solid" />
    </svg>
  );
}

/** The shape of a tone of 12 px, beside its word. */
export function ToneShape({ tone }: { tone: Tone }) {
  return (
    <svg class={`mark t-${tone}`} width="12" height="12" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <Outline tone={tone} fill="solid" />
    </svg>
  );
}

function Shape({ headline, level }: { headline: Headline; level: 'sign' | 'cell' }) {
  const { tone } = headlineOf(headline);
  const full = LEVELS[headline];
  if (headline === 'contested') return <Doubled level={level} />;
  return (
    <>
      {full && <Outline tone={tone} fill="inside" />}
      {full && <path class="m-level" d={full[level]} />}
      <Outline tone={tone} fill={full ? 'line' : FILLS[headline]} />
    </>
  );
}

/** Two answers: one diamond inside another; around a character they lie closer. */
function Doubled({ level }: { level: 'sign' | 'cell' }) {
  return (
    <>
      <path class={`m-hollow ${level}`} d="M12 .6 23.4 12 12 23.4.6 12z" />
      <path
        class={`m-hollow ${level}`}
        d={level === 'sign' ? 'M12 4 20 12 12 20 4 12z' : 'M12 2.9 21.1 12 12 21.1 2.9 12z'}
      />
    </>
  );
}

function Outline({ tone, fill }: { tone: Tone; fill: Fill | 'inside' | 'line' }) {
  const look = `m-${fill}`;
  switch (tone) {
    case 'bad':
      return <rect class={look} x="2.5" y="2.5" width="19" height="19" rx="2" />;
    case 'slow':
      return <path class={look} d="M1.5 3h21v6.5L12 22.5 1.5 9.5z" />;
    case 'dim':
      return <path class={look} d="M12 1.1 22.9 12 12 22.9 1.1 12z" />;
    case 'good':
      return <circle class={look} cx="12" cy="12" r="10" />;
    default:
      return <rect class={look} x="1.5" y="4.5" width="21" height="15" rx="7.5" />;
  }
}

function tight(headline: Headline): string {
  return headlineOf(headline).tone === 'dim' ? ' tight' : '';
}

/** Where the character stands: the shield has its room above. */
function baseOf(headline: Headline): number {
  const { tone } = headlineOf(headline);
  return tone === 'slow' ? 13.8 : tone === 'dim' ? 15.4 : 15.8;
}

function onFill(headline: Headline): string {
  return FILLS[headline] === 'solid' ? ' on' : '';
}

function headlineOf(headline: Headline) {
  return HEADLINE_WORDS[headline];
}
