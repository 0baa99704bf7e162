import type { Language } from '../language.rules.js';
import { ToneGlyph } from '../marks.js';
import { count } from '../numbers.rules.js';
import { TONE_WORDS, type Tone } from '../words.rules.js';
import { segmentsOf } from './tone-bar.rules.js';

type ToneBarProps = {
  counts: Readonly<Record<Tone, number>>;
  language: Language;
  href: (tone: Tone) => string;
};

/** Five tones as one bar, each with its count. The counts stand in words below it, so it is no stop for the keyboard. */
export function ToneBar({ counts, language, href }: ToneBarProps) {
  const segments = segmentsOf(counts);
  if (segments.length === 0) return null;
  return (
    <svg class="tonebar" height="40" aria-hidden="true" focusable="false">
      {segments.map(({ tone, from, width, label, count: of }) => (
        <a class={`t-${tone}`} href={href(tone)} tabIndex={-1}>
          <title>{`${TONE_WORDS[tone][language]} ${count(of)}`}</title>
          {(label < from - 0.5 || label > from + width) && (
            <line class="lead" x1={`${at(label)}%`} y1="19" x2={`${at(from + width / 2)}%`} y2="26" />
          )}
          <svg x={`${at(label)}%`} y="0" overflow="visible">
            <ToneGlyph tone={tone} x={1} y={3} size={12} />
            <text x="18" y="14">
              {count(of)}
            </text>
          </svg>
          <svg x={`${at(from)}%`} y="26" width={`${at(width)}%`} height="14">
            <rect class="seg" x="1" y="1" width="100%" height="12" />
          </svg>
        </a>
      ))}
    </svg>
  );
}

function at(percent: number): number {
  return Math.round(percent * 100) / 100;
}
