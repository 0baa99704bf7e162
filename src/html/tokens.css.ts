/** Colours of the two themes, as one table: the style sheet is made of it and /style prints it. */

export const COLOURS = {
  bg: ['#ffffff', '#14171b'],
  surf: ['#f5f6f8', '#1c2026'],
  sunk: ['#e9ecf0', '#262c34'],
  text: ['#16191d', '#e9ebee'],
  text2: ['#454d59', '#bac1cb'],
  text3: ['#5a6472', '#9ba4b1'],
  edge: ['#7a8492', '#858f9d'],
  line: ['#d5dae1', '#353c46'],
  focus: ['#0b57d0', '#8ab4ff'],
  sel: ['#e3ecfb', '#1e2c45'],
  band1: ['#e9ecf0', '#262c34'],
  band2: ['#d5dae1', '#353c46'],
  band3: ['#b7bec9', '#4b5461'],
} as const;

/** Of each tone: word and outline, solid shape, sign on it, inside of hollow shapes, row or callout. */
export const TONE_COLOURS = {
  bad: {
    ink: ['#a3211a', '#ff9c90'],
    fill: ['#b72a22', '#e6564b'],
    on: ['#ffffff', '#14171b'],
    soft: ['#f7d6d2', '#55221e'],
    wash: ['#fdf0ee', '#2d1b1b'],
  },
  slow: {
    ink: ['#7a4b00', '#ffc84a'],
    fill: ['#f2b134', '#ffc84a'],
    on: ['#16191d', '#14171b'],
    soft: ['#ffe7b5', '#4a3906'],
    wash: ['#fff6e3', '#292312'],
  },
  dim: {
    ink: ['#4a2f8f', '#caa5ff'],
    fill: ['#3e2d72', '#caa5ff'],
    on: ['#ffffff', '#14171b'],
    soft: ['#ddd5f0', '#3b2b57'],
    wash: ['#f4f1fa', '#231e30'],
  },
  good: {
    ink: ['#0b635e', '#6fcbbb'],
    fill: ['#16827c', '#4ab19f'],
    on: ['#ffffff', '#14171b'],
    soft: ['#c9e8e4', '#12423b'],
    wash: ['#eaf6f4', '#152624'],
  },
  none: {
    ink: ['#4f5864', '#b4bcc7'],
    fill: ['#c7cdd6', '#535c68'],
    on: ['#16191d', '#ffffff'],
    soft: ['#ffffff', '#14171b'],
    wash: ['#f1f3f5', '#20242a'],
  },
} as const;

type Pair = readonly [light: string, dark: string];

/** Rules that set every token, light by default, dark by choice or by the reader's system; paper is always light. */
export function tokenRules(): string {
  return `:root{color-scheme:light;${tokens(0)}}
@media screen{:root[data-theme=dark]{color-scheme:dark;${tokens(1)}}}
@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${tokens(1)}}}
${Object.keys(TONE_COLOURS)
  .map((tone) => `.t-${tone}{${PARTS.map((part) => `--${part}:var(--${tone}-${part})`).join(';')}}`)
  .join('\n')}`;
}

const PARTS = ['ink', 'fill', 'on', 'soft', 'wash'] as const;

function tokens(theme: 0 | 1): string {
  const plain = Object.entries<Pair>(COLOURS).map(([name, pair]) => `--${name}:${pair[theme]}`);
  const tones = Object.entries<Record<string, Pair>>(TONE_COLOURS).flatMap(([tone, parts]) =>
    Object.entries(parts).map(([part, pair]) => `--${tone}-${part}:${pair[theme]}`),
  );
  return [...plain, ...tones].join(';');
}
