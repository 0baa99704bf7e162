import { TONES, type Tone } from '../words.rules.js';

/** Where the parts of a tone bar and their counts stand, in percent of its width. */
export type Segment = { tone: Tone; count: number; from: number; width: number; label: number };

/** Width of the narrowest screen that is drawn for, in px: on it a segment keeps 4 px and labels keep apart. */
const NARROWEST = 328;
const LEAST = (6 / NARROWEST) * 100;

/** The tones that occur, in their order; none too thin to be seen, no label over another. */
export function segmentsOf(counts: Readonly<Record<Tone, number>>): Segment[] {
  const tones = TONES.filter((tone) => counts[tone] > 0);
  const total = tones.reduce((sum, tone) => sum + counts[tone], 0);
  const raw = tones.map((tone) => Math.max((counts[tone] / total) * 100, LEAST));
  const scale = 100 / raw.reduce((sum, width) => sum + width, 0);
  let from = 0;
  const segments = tones.map((tone, at) => {
    const width = raw[at]! * scale;
    const segment = { tone, count: counts[tone], from, width, label: from };
    from += width;
    return segment;
  });
  return spread(segments);
}

/** Labels begin at their segment; crowded ones are pushed right, then back left from the end. */
function spread(segments: Segment[]): Segment[] {
  let free = 0;
  for (const segment of segments) {
    segment.label = Math.max(segment.from, free);
    free = segment.label + labelWidth(segment);
  }
  let end = 100;
  for (const segment of segments.toReversed()) {
    segment.label = Math.max(0, Math.min(segment.label, end - labelWidth(segment)));
    end = segment.label;
  }
  return segments;
}

function labelWidth({ count }: Segment): number {
  const digits = String(count).length;
  return ((26 + digits * 8 + Math.floor((digits - 1) / 3) * 4) / NARROWEST) * 100;
}
