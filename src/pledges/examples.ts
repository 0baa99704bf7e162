import { FIGURE } from '../figures/examples.js';

// Bodies as the API's description shows them: the least that makes a promise of its kind.

const INDICATOR = '018d3c2e-7a10-7000-8000-000000000003';

const COUNT = { comparator: 'at_least', value: '300', start: '2024-01-01', due: '2024-12-31', assumed: ['start'] };
const RATE = {
  comparator: 'about',
  value: '5.5',
  tolerance: '0.2',
  missAllowed: 'below',
  aggregate: 'mean',
  start: '2024-01-01',
  due: '2024-12-31',
  closes: 'fixed',
  cadence: 'monthly',
};
const DOCUMENT = { comparator: 'done', due: '2024-06-30', dueWords: '上半年' };

const PLEDGE = {
  jurisdictionId: '018d3c2e-7a10-7000-8000-000000000001',
  topicId: '018d3c2e-7a10-7000-8000-000000000002',
  sourceId: '018d3c2e-7a10-7000-8000-000000000004',
  titleZh: '改造三百个老旧小区',
  titleEn: 'Renovate 300 old estates',
  announcedOn: '2024-01-25',
};

export const PLEDGES = {
  'a count': { value: { ...PLEDGE, targets: [{ indicatorId: INDICATOR, version: COUNT }] } },
  'with a figure': {
    value: {
      ...PLEDGE,
      targets: [{ indicatorId: INDICATOR, version: COUNT }],
      figures: [{ ...FIGURE, indicatorId: INDICATOR }],
    },
  },
};

export const TARGETS = {
  'a count': { value: { indicatorId: INDICATOR, version: COUNT } },
  'a rate': { value: { indicatorId: INDICATOR, version: RATE } },
  'a document': { value: { indicatorId: INDICATOR, version: DOCUMENT } },
};

export const VERSIONS = {
  'an amendment': {
    value: { kind: 'amendment', announcedOn: '2024-07-15', reason: '年中调整', ...COUNT, value: '280' },
  },
  'a withdrawal': { value: { kind: 'withdrawal', announcedOn: '2024-07-15', reason: '并入下一年度计划' } },
};
