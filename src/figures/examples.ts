// Bodies as the API's description shows them.

export const FIGURE = {
  sourceId: '018d3c2e-7a10-7000-8000-000000000004',
  locator: '第三部分，第2段',
  form: 'running_total',
  periodStart: '2024-01-01',
  periodEnd: '2024-06-30',
  value: '120',
  publishedOn: '2024-07-10',
};

export const FIGURES = {
  'a running total': { value: FIGURE },
  'a rate': { value: { ...FIGURE, form: 'level', periodStart: '2024-06-01', value: '5.3', standing: 'provisional' } },
  'words about a target': {
    value: { ...FIGURE, value: null, claim: 'met', targetId: '018d3c2e-7a10-7000-8000-000000000005' },
  },
};

export const REVISIONS = {
  'the publisher changed it': { value: { ...FIGURE, value: '118', because: 'revised' } },
  'we had mistyped it': { value: { ...FIGURE, value: '12', because: 'entry_error' } },
};
