import { describe, expect, it } from '@jest/globals';
import type { Explained } from '../../verdicts/explain.rules.js';
import { HEADLINES } from '../../verdicts/words.rules.js';
import { type WantedFlag, wantedFlags } from './flags.rules.js';

/** A target that says these words; flags look at nothing else. */
const saying = (words: Partial<Explained>): Explained =>
  ({ headline: 'on_track', goalpost: 'unchanged', alerts: [], share: null, ...words }) as Explained;

const told = (words: Partial<Explained>): string[] => wantedFlags(saying(words)).map(flagText);

const flagText = ({ kind, detail, acknowledged }: WantedFlag): string =>
  [kind, detail, acknowledged ? 'acknowledged' : null].filter(Boolean).join(' ');

describe('a headline raises a flag', () => {
  const RAISED = ['overdue', 'long_overdue', 'unreported', 'missed', 'breached', 'stale', 'contested'];
  it.each(HEADLINES.map((headline) => [headline] as const))('%s', (headline) => {
    const expected = RAISED.includes(headline)
      ? [headline]
      : headline === 'met'
        ? ['met acknowledged']
        : headline === 'exceeded'
          ? ['exceeded']
          : [];
    expect(told({ headline })).toEqual(expected);
  });
});

describe('more than promised', () => {
  it.each<[share: string | null, flag: string]>([
    ['1', 'exceeded acknowledged'],
    ['1.149999999999', 'exceeded acknowledged'],
    ['1.15', 'exceeded'],
    ['2', 'exceeded'],
    [null, 'exceeded'],
  ])('at %s: %s', (share, flag) => expect(told({ headline: 'exceeded', share })).toEqual([flag]));

  it('late is late, whatever the share', () =>
    expect(told({ headline: 'overdue', share: '0.9' })).toEqual(['overdue']));
});

describe('beside the headline', () => {
  it.each<[words: Partial<Explained>, flags: string[]]>([
    [{ goalpost: 'eased' }, ['goalpost eased']],
    [{ goalpost: 'tightened' }, ['goalpost tightened']],
    [{ goalpost: 'mixed' }, ['goalpost mixed']],
    [{ goalpost: 'clarified' }, []],
    [{ goalpost: 'unchanged' }, []],
    [{ alerts: ['gap', 'missing_period'] }, ['data_alert gap missing_period']],
    [{ headline: 'missed', goalpost: 'eased', alerts: ['gap'] }, ['missed', 'goalpost eased', 'data_alert gap']],
  ])('%j', (words, flags) => expect(told(words)).toEqual(flags));
});
