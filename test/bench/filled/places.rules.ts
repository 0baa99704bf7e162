// Names for governments, agencies, programmes and topics: made up of syllables, so that searching has something to find.

/** How many there are: agencies and programmes of each place, topics in all. */
export type NamedKind = 'agency' | 'programme' | 'topic';

export const NAMED: Record<NamedKind, number> = { agency: 8, programme: 5, topic: 24 };

const PLACES_EACH = 340;
const FIRST = [...'东西南北中新安平永长临海河江湖山林石金玉'];
const SECOND = [...'阳州城原川陵门口泉桥安宁昌康乐丰和'];
const LEVELS = ['市', '区', '县'];
const LATIN = [
  'al',
  'be',
  'cor',
  'dun',
  'el',
  'fer',
  'gra',
  'hol',
  'is',
  'kar',
  'lin',
  'mor',
  'nor',
  'os',
  'pel',
  'quin',
  'ros',
  'sal',
  'tor',
  'ul',
];
const ENDS = [
  'burg',
  'ford',
  'stad',
  'ville',
  'mouth',
  'field',
  'haven',
  'dale',
  'wick',
  'port',
  'ton',
  'by',
  'heim',
  'bach',
  'ow',
  'ia',
  'grad',
];
const ZH: Record<NamedKind, string[]> = {
  agency: ['住建委', '人社局', '教育局', '民政局', '交通局', '水务局', '卫健委', '发改委'],
  programme: ['2022年民生实事', '2023年民生实事', '2024年民生实事', '2025年民生实事', '十四五规划'],
  topic: ['住房', '就业', '教育', '养老', '交通', '水务', '医疗', '环境', '农村', '文化', '体育', '安全'],
};
const EN: Record<NamedKind, string[]> = {
  agency: ['Housing', 'Labour', 'Education', 'Civil Affairs', 'Transport', 'Water', 'Health', 'Reform'],
  programme: ['Livelihood 2022', 'Livelihood 2023', 'Livelihood 2024', 'Livelihood 2025', 'Five-year plan'],
  topic: [
    'Housing',
    'Jobs',
    'Schools',
    'Old age',
    'Transport',
    'Water',
    'Health',
    'Environment',
    'Countryside',
    'Culture',
    'Sport',
    'Safety',
  ],
};

/** A place: its number of all, and of those of its zone. */
export interface Place {
  nth: number;
  zone: string;
  of_zone: number;
  zh: string;
  en: string;
}

/** The places of each zone. */
export function placesOf(zones: readonly string[]): Place[] {
  return zones.flatMap((zone, of) =>
    Array.from({ length: of === 0 ? PLACES_EACH : 30 }, (_, nth) => ({
      nth: of * PLACES_EACH + nth,
      zone,
      of_zone: nth,
      zh: turn(FIRST, nth) + turn(SECOND, nth + of) + turn(LEVELS, nth),
      en: capital(turn(LATIN, nth) + turn(ENDS, nth + of)),
    })),
  );
}

/** Agencies, programmes or topics; a name that comes again gets a number. */
export function named(kind: NamedKind): { nth: number; zh: string; en: string }[] {
  return Array.from({ length: NAMED[kind] }, (_, nth) => {
    const round = Math.floor(nth / ZH[kind].length);
    const again = round === 0 ? '' : ` ${round + 1}`;
    return { nth, zh: turn(ZH[kind], nth) + again, en: turn(EN[kind], nth) + again };
  });
}

/** One of a list, which begins again at its end. */
function turn(list: readonly string[], nth: number): string {
  return list[nth % list.length]!;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
