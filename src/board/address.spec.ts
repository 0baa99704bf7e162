import { expect, it } from '@jest/globals';
import { addressOf } from './address.js';
import { placeOnSite } from './sending.js';

it('reads language, day, filters and order, and leaves other names alone', () => {
  const address = addressOf({
    lang: 'en',
    asOf: '2024-09-24',
    knownAt: '2024-09-24T16:00:00Z',
    headline: 'overdue,missed,overdue',
    q: '电梯',
    sort: 'due',
    cursor: 'a~b',
    utm: 'x',
  });
  expect(address).toMatchObject({
    language: 'en',
    asOf: '2024-09-24',
    knownAt: '2024-09-24T16:00:00Z',
    sort: 'due',
    trail: ['a', 'b'],
    query: { headline: 'overdue,missed,overdue', q: '电梯', sort: 'due', cursor: 'a~b' },
  });
  expect(address.filter).toMatchObject({ q: '电梯', headlines: ['overdue', 'missed'] });
});

it('takes an empty field of a form for nothing asked', () => {
  expect(addressOf({ headline: '', q: '', sort: '' })).toMatchObject({
    language: 'zh',
    sort: 'worst',
    trail: [],
    query: {},
  });
});

it.each([
  [{ asOf: '2024-02-30' }, 'not_a_day'],
  [{ knownAt: 'yesterday' }, 'not_a_day'],
  [{ headline: 'late' }, 'bad_parameter'],
  [{ headline: 'missed,' }, 'bad_parameter'],
  [{ sort: 'best' }, 'bad_parameter'],
  [{ agency: '7' }, 'bad_parameter'],
  [{ dueFrom: 'soon' }, 'bad_parameter'],
  [{ goalpost: 'moved' }, 'bad_parameter'],
  [{ q: ['a', 'b'] }, 'bad_parameter'],
])('refuses %j', (given, code) => {
  expect(() => addressOf(given)).toThrow(expect.objectContaining({ code }));
});

it.each([
  ['/pledges?lang=en', '/pledges?lang=en'],
  ['//example.org', '/'],
  ['/\\example.org', '/'],
  ['https://example.org', '/'],
  ['/a b', '/'],
  ['', '/'],
  [undefined, '/'],
])('goes back to %s only on this site', (back, place) => expect(placeOnSite(back)).toBe(place));
