/** What is asked of the rules and of the preview: 360 in a year, and twelve monthly figures. */
export const figures = Array.from({ length: 12 }, (_, at) => {
  const month = String(at + 1).padStart(2, '0');
  const last = new Date(Date.UTC(2024, at + 1, 0)).toISOString().slice(0, 10);
  const days = { periodStart: `2024-${month}-01`, periodEnd: last, publishedOn: last };
  return { id: `f${at}`, form: 'increment', value: String(20 + at), ...days };
});

export const target = {
  comparator: 'at_least',
  measure: 'flow',
  value: '360',
  start: '2024-01-01',
  due: '2024-12-31',
  cadence: 'monthly',
};

export const question = { asOf: '2024-12-31', target, figures };
