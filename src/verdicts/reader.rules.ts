import { dayNumberOf, type DayNumber } from '../clock/calendar.rules.js';
import { amountOf, isDecimal, type Amount } from './amount.rules.js';

/** One fault of an input: where it stands (a JSON pointer), a stable code and a sentence. */
export type Fault = { pointer: string; code: string; message: string };

/** Thrown by every parser of the rules, with all faults found; the input is refused whole. */
export class RuleRefusal extends Error {
  constructor(readonly errors: readonly Fault[]) {
    super(errors.map(({ pointer, message }) => `${pointer || '/'}: ${message}`).join('; '));
  }
}

/**
 * Reads fields of one JSON object, collecting faults instead of stopping at the first. A field is handed over as it came,
 * beside its name: `reader.day('due', reader.fields.due)`; null and undefined are absent.
 */
export class Reader {
  /** the object's fields as they came; none of what is no object */
  readonly fields: Readonly<Record<string, unknown>>;
  private readonly isObject: boolean;

  /** `pointer` is where the object stands, or where the list stands whose item number `item` it is. */
  constructor(
    input: unknown,
    private readonly pointer: string,
    private readonly faults: Fault[],
    known: ReadonlySet<string>,
    private readonly item: number | null = null,
  ) {
    this.isObject = typeof input === 'object' && input !== null && !Array.isArray(input);
    if (!this.isObject) this.refuse('', 'not_an_object', 'must be an object');
    this.fields = this.isObject ? (input as Record<string, unknown>) : {};
    for (const name of Object.keys(this.fields)) {
      if (!known.has(name)) this.refuse(name, 'unknown_field', 'is not a field');
    }
  }

  /** Refuses a field of this object; with '' the object itself. */
  refuse(name: string, code: string, message: string): void {
    this.refuseAt(escapePointer(name), code, message);
  }

  /**
   * Refuses something inside this object, by a path whose parts are escaped already. What is no object is refused once:
   * nothing is said of the fields that it cannot have.
   */
  refuseAt(path: string, code: string, message: string): void {
    if (!this.isObject && path !== '') return;
    this.faults.push({ pointer: path === '' ? this.place() : `${this.place()}/${path}`, code, message });
  }

  word<Word extends string>(name: string, value: unknown, words: readonly Word[], otherwise: Word): Word;
  word<Word extends string>(name: string, value: unknown, words: readonly Word[], otherwise: null): Word | null;
  word<Word extends string>(name: string, value: unknown, words: readonly Word[], otherwise: Word | null): Word | null {
    if (isAbsent(value)) return otherwise;
    if ((words as readonly unknown[]).includes(value)) return value as Word;
    this.refuse(name, 'unknown_word', `must be one of ${words.join(', ')}`);
    return otherwise;
  }

  /** A word that must be given; `words[0]` stands in for a refused one. */
  neededWord<Word extends string>(name: string, value: unknown, words: readonly Word[]): Word {
    if (isAbsent(value)) this.refuse(name, 'missing', `must be one of ${words.join(', ')}`);
    return this.word(name, value, words, words[0]!);
  }

  decimal(name: string, value: unknown): Amount | null {
    if (isAbsent(value)) return null;
    if (isDecimal(value)) return amountOf(value);
    this.refuse(name, 'not_a_decimal', 'must be a decimal in plain text: up to 20 digits, up to 12 after the point');
    return null;
  }

  day(name: string, value: unknown): DayNumber | null {
    if (isAbsent(value)) return null;
    const day = dayNumberOf(value);
    if (day !== null) return day;
    this.refuse(name, 'not_a_day', 'must be a day YYYY-MM-DD from 1900-01-01 to 2199-12-31');
    return null;
  }

  /** A day that must be given; 0 stands in for a refused one. */
  neededDay(name: string, value: unknown): DayNumber {
    if (isAbsent(value)) this.refuse(name, 'missing', 'must be a day YYYY-MM-DD');
    return this.day(name, value) ?? 0;
  }

  wholeNumber(name: string, value: unknown, most: number, otherwise: number): number {
    if (isAbsent(value)) return otherwise;
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most) return value;
    this.refuse(name, 'not_a_whole_number', `must be a whole number from 0 to ${most}`);
    return otherwise;
  }

  text(name: string, value: unknown, most: number): string | null {
    if (isAbsent(value)) return null;
    if (typeof value === 'string' && value.length > 0 && value.length <= most) return value;
    this.refuse(name, 'not_a_text', `must be text of 1 to ${most} letters`);
    return null;
  }

  /** The items of a list; empty when absent or refused. */
  list(name: string, value: unknown, most: number): readonly unknown[] {
    if (isAbsent(value)) return [];
    if (!Array.isArray(value)) {
      this.refuse(name, 'not_a_list', 'must be a list');
      return [];
    }
    if (value.length > most) {
      this.refuse(name, 'too_many', `has more than ${most} items`);
      return [];
    }
    // A hole is an item that is not there, and is refused as one.
    return [...(value as unknown[])];
  }

  /** A decimal that must be given; 0 stands in for a refused one. */
  neededDecimal(name: string, value: unknown): Amount {
    if (isAbsent(value)) this.refuse(name, 'missing', 'must be a decimal');
    return this.decimal(name, value) ?? 0n;
  }

  /** A reader of an object inside this one. */
  inside(name: string, value: unknown, known: ReadonlySet<string>): Reader {
    return new Reader(value, `${this.place()}/${name}`, this.faults, known);
  }

  private place(): string {
    return this.item === null ? this.pointer : `${this.pointer}/${this.item}`;
  }
}

/** Whether a field was left out: null and undefined are one. */
export function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
