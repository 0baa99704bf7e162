import type { Chance } from './chance.js';
import type { Schema } from './contract.js';

export const DECIMALS = [
  '0',
  '1',
  '-1',
  '0.5',
  '4.9',
  '5.5',
  '60',
  '120',
  '300',
  '300.000000000001',
  '99999999999999999999',
];
const TEXTS = [
  '一',
  '改造三百个',
  'Renovate 300',
  '<b>x</b>',
  "'; --",
  '%电梯%',
  '\\',
  '𠮷😀',
  'e\u0301',
  '{{x}}',
  '?',
  '"',
];
const PLACES = ['https://www.example.org/2024.html', 'http://example.org', 'https://例子.测试/报告?q=1#a', null];
const ZONES = ['Asia/Shanghai', 'Asia/Shanghai', 'UTC', 'America/New_York', 'Pacific/Kiritimati', 'Mars/Olympus'];

/** A day near the tests' own. */
export function someDay(chance: Chance): string {
  const month = String(chance.whole(1, 12)).padStart(2, '0');
  return `${chance.pick([2023, 2024, 2024, 2024, 2025])}-${month}-${String(chance.whole(1, 28)).padStart(2, '0')}`;
}

/** A value that a schema allows; `idOf` finds an id for a field by its name, `resolve` follows references. */
export class Values {
  constructor(
    private readonly chance: Chance,
    private readonly resolve: (schema: Schema) => Schema,
    private readonly idOf: (field: string) => string,
  ) {}

  of(given: Schema, field = ''): unknown {
    const { chance } = this;
    const schema = this.resolve(given);
    if (Array.isArray(schema.anyOf)) return this.of(chance.pick(schema.anyOf as Schema[]), field);
    if (Array.isArray(schema.enum)) return chance.pick(schema.enum);
    const types = [schema.type].flat();
    if (types.includes('null') && chance.once(types.length > 1 ? 3 : 1)) return null;
    if (types.includes('object')) return this.object(schema);
    if (types.includes('array')) return this.list(schema, field);
    if (types.includes('boolean')) return chance.once(2);
    if (types.includes('integer')) return this.number(schema);
    return this.text(schema, field);
  }

  private object(schema: Schema): Record<string, unknown> {
    const required = (schema.required ?? []) as string[];
    const fields = Object.entries((schema.properties ?? {}) as Record<string, Schema>);
    return Object.fromEntries(
      fields
        .filter(([name]) => required.includes(name) || this.chance.once(3))
        .map(([name, inner]) => [name, this.of(inner, name)]),
    );
  }

  private list(schema: Schema, field: string): unknown[] {
    const least = (schema.minItems as number | undefined) ?? 0;
    const items = Array.from({ length: least + this.chance.whole(0, 2) }, () => this.of(schema.items as Schema, field));
    return schema.uniqueItems === true ? [...new Set(items)] : items;
  }

  private number({ minimum = 0, maximum = 1000 }: { minimum?: number; maximum?: number }): number {
    return this.chance.pick([minimum, maximum, this.chance.whole(minimum, Math.min(maximum, minimum + 60))]);
  }

  private text({ format, pattern, minLength = 0, maxLength = 60 }: Schema, field: string): unknown {
    const { chance } = this;
    if (format === 'uuid') return this.idOf(field);
    if (format === 'date') return someDay(chance);
    if (format === 'date-time') return `${someDay(chance)}T${chance.pick(['00:00:00Z', '12:30:00.5+08:00'])}`;
    if (format === 'iri') return chance.pick(PLACES);
    if (typeof pattern === 'string' && pattern.includes('\\d')) return chance.pick(DECIMALS);
    if (field === 'timeZone') return chance.pick(ZONES);
    const text = chance.once(12) ? '长'.repeat(maxLength as number) : chance.pick(TEXTS);
    return text.slice(0, maxLength as number).padEnd(minLength as number, '一');
  }
}

/** What no field takes, or hardly one. */
const ODD: unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  300,
  1e21,
  Number.MAX_SAFE_INTEGER,
  '',
  ' ',
  '\n',
  'x',
  'NaN',
  '1e400',
  '-0',
  '00000',
  '1.0000000000001',
  '123456789012345678901',
  '0000-01-01',
  '9999-12-31',
  '1899-12-31',
  '2200-01-01',
  '2023-02-29',
  '2024-02-30',
  '2024-6-1',
  '2024-06-30T00:00:00Z',
  '一\u2028二',
  '甲\uFE0F',
  '\u0007',
  'x'.repeat(201),
  '长'.repeat(2001),
  '𠮷'.repeat(4001),
  'javascript:alert(1)',
  'ftp://example.org',
  'https://a b',
  '018d3c2e-0000-7000-8000-000000000000',
  '018D3C2E-0000-7000-8000-000000000000',
  '{018d3c2e-0000-7000-8000-000000000000}',
  'urn:uuid:018d3c2e-0000-7000-8000-000000000000',
  [],
  [null],
  [[]],
  {},
  { a: 1 },
  { length: 3 },
  ['a', 'a'],
  Array.from({ length: 300 }, () => ({})),
];

/** The same value with one thing in it that was not so before: gone, another, or one too many. */
export function bent(chance: Chance, value: unknown): unknown {
  const copy = structuredClone(value);
  const holders = objectsIn(copy);
  const holder = chance.pick(holders);
  const names = Object.keys(holder);
  if (names.length === 0 || chance.once(8)) {
    if (!Array.isArray(holder)) holder[chance.pick(['status', 'id', 'createdAt', 'a/b~c', 'toString', ''])] = 1;
    return copy;
  }
  const name = chance.pick(names);
  if (chance.once(4)) {
    if (Array.isArray(holder)) holder.splice(Number(name), 1);
    else delete holder[name];
  } else {
    holder[name] = chance.once(6) && !Array.isArray(holder) ? chance.pick(Object.values(holder)) : chance.pick(ODD);
  }
  return copy;
}

function objectsIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(objectsIn)];
}

export interface Raw {
  bytes: Buffer;
  type: string | null;
}

const JSON_TYPE = 'application/json';
type Break = (json: string) => [text: string | Buffer, type?: string | null];

/** Bodies that are refused before anybody reads their fields. */
const BREAKS: Break[] = [
  () => [''],
  () => ['null'],
  () => ['[]'],
  () => ['"text"'],
  (json) => [json.slice(0, -1)],
  (json) => [`${json}${json}`],
  (json) => [json.replace(/^\{/, '{"a":NaN,')],
  (json) => [json.replace(/^\{"(\w+)":/, '{"$1":null,"$1":')],
  (json) => [json.replace(/^\{/, '{"__proto__":{},')],
  (json) => [json.replace(/^\{/, '{"constructor":{},')],
  (json) => [json.replace(/":"/, '":"\\u0000')],
  (json) => [json.replace(/":"/, '":"\\ud800')],
  (json) => [json.replace(/^\{/, '{"\\udc00":1,')],
  (json) => [json.replace(/^\{/, `{"deep":${'['.repeat(40)}${']'.repeat(40)},`)],
  (json) => [Buffer.concat([Buffer.from(json.slice(0, -1)), Buffer.from([0xc3, 0x28, 0x7d])])],
  (json) => [Buffer.from(json, 'utf16le')],
  (json) => [json, 'text/plain'],
  (json) => [json, 'application/x-www-form-urlencoded'],
  (json) => [json, 'application/json-patch+json'],
  (json) => [json, 'nonsense'],
  (json) => [json, null],
  () => ['--x--', 'multipart/form-data; boundary=x'],
];

/** A body of JSON as it goes over the wire. */
export function wire(value: unknown): Raw {
  return { bytes: Buffer.from(JSON.stringify(value)), type: JSON_TYPE };
}

/** The same body, broken so that it must be refused; null where this break leaves this body whole. */
export function broken(chance: Chance, value: unknown): Raw | null {
  const json = JSON.stringify(value);
  const [text, type = JSON_TYPE] = chance.pick(BREAKS)(json);
  if (text === json && type === JSON_TYPE) return null;
  return { bytes: Buffer.from(text as string), type };
}

/** What stands in an address for a parameter and is none, percent-encoded already. */
export const BAD_PARAMETERS = [
  '',
  '%00',
  '%FF',
  '%zz',
  '%ED%A0%80',
  '0',
  '-1',
  '1.5',
  '1e2',
  '9'.repeat(30),
  'x',
  'null',
  '%27%3B--',
  'x'.repeat(2500),
  '2023-02-29',
  '2024-01-01T00:00:00',
  '9999-12-31T00:00:00Z',
  '0000-01-01T00:00:00Z',
  '2024-06-30T24:00:00Z',
  '2024-06-30T12:00:00%2B25:00',
  '018d3c2e-0000-7000-8000-00000000000g',
  'W10',
  'e30',
  'WzFd',
  'WyJ4IiwieCIsIngiXQ',
  'bnVsbA',
  'W251bGwsbnVsbF0',
  ',',
  'met,,met',
];

/** A cursor of somewhere, bent a little. */
export function bentCursor(chance: Chance, cursor: string): string {
  const parts = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
  const odd = [null, '', -1, 1e300, 0.5, 'x', '9999-12-31', '2024-02-30', [], {}, '\u0000', Number.MAX_SAFE_INTEGER];
  if (chance.once(3)) return cursor.slice(0, chance.whole(0, cursor.length - 1));
  if (chance.once(3)) parts.push(chance.pick(odd));
  else parts[chance.whole(0, parts.length - 1)] = chance.pick(odd);
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}
