import { ApiProperty } from '@nestjs/swagger';
import {
  AGGREGATES,
  BOUNDS,
  CADENCES,
  CLAIMS,
  CLOSES,
  COMPARATORS,
  FORMS,
  MEASURES,
  MISS_ALLOWED,
  PUBLISHER_CLASSES,
  STANDINGS,
  type Aggregate,
  type Bound,
  type Cadence,
  type Claim,
  type Closes,
  type Comparator,
  type FigureStanding,
  type Form,
  type Measure,
  type MissAllowed,
  type PublisherClass,
} from '../../verdicts/words.rules.js';

// What the rules read is read by the rules (`verdicts/parse.rules.ts`); these classes only describe it.

const DECIMAL = { pattern: '^-?\\d{1,20}(\\.\\d{1,12})?$' } as const;
const DAYS = { type: 'integer', minimum: 0, maximum: 3650, required: false, nullable: true } as const;

/** Where a level starts from. */
export class PreviewBaseline {
  @ApiProperty(DECIMAL)
  value!: string;
  @ApiProperty({ format: 'date' })
  on?: string | null;
}

/** A point of the government's own ramp. */
export class PreviewPoint {
  @ApiProperty({ format: 'date' })
  on!: string;
  /** The share of the whole that is due by then, from 0 to 1. */
  @ApiProperty(DECIMAL)
  share!: string;
}

/** What was promised (rules §1); null is as good as absent. */
export class PreviewTarget {
  /** 不少于 at_least, 超过 more_than, 不超过 at_most, 低于 less_than, 左右 about. */
  @ApiProperty({ enum: COMPARATORS })
  comparator!: Comparator;
  /** Null where the number was never published. */
  @ApiProperty({ ...DECIMAL, example: '300' })
  value?: string | null;
  /** The upper end of a band. */
  @ApiProperty(DECIMAL)
  upper?: string | null;
  /** How far from the value is still "about". */
  @ApiProperty(DECIMAL)
  tolerance?: string | null;
  /** The side of "about" on which missing is no miss. */
  @ApiProperty({ enum: MISS_ALLOWED, default: 'none' })
  missAllowed?: MissAllowed | null;
  @ApiProperty({ enum: MEASURES })
  measure!: Measure;
  /** Of levels, and needed there: the value at the due day, the mean of the window, every single period. */
  @ApiProperty({ enum: AGGREGATES })
  aggregate?: Aggregate | null;
  @ApiProperty({ format: 'date', example: '2024-01-01' })
  start?: string | null;
  /** The last possible day. */
  @ApiProperty({ format: 'date', example: '2024-12-31' })
  due?: string | null;
  /** Whether it can still be delivered late. */
  @ApiProperty({ enum: CLOSES, default: 'open' })
  closes?: Closes | null;
  baseline?: PreviewBaseline | null;
  /** How often figures are due. */
  @ApiProperty({ enum: CADENCES })
  cadence?: Cadence | null;
  /** Days after a period's end within which its figure is expected: 30, for deliverables 0. */
  @ApiProperty(DAYS)
  publicationLagDays?: number | null;
  /** Days after due that a law grants: 0. */
  @ApiProperty(DAYS)
  graceDays?: number | null;
  /** The government's own ramp, days and shares rising; a straight line when absent. */
  @ApiProperty({ maxItems: 1000 })
  trajectory?: PreviewPoint[] | null;
}

/** One published statement (rules §1); null is as good as absent. */
export class PreviewFigure {
  @ApiProperty({ minLength: 1, maxLength: 200 })
  id?: string | null;
  /** The `id` of the figure that it stands in the place of. */
  @ApiProperty({ minLength: 1, maxLength: 200 })
  supersedes?: string | null;
  @ApiProperty({ enum: PUBLISHER_CLASSES, default: 'government' })
  publisherClass?: PublisherClass | null;
  /** The first day it speaks of. */
  @ApiProperty({ format: 'date' })
  periodStart?: string | null;
  /** The last day it speaks of. */
  @ApiProperty({ format: 'date', example: '2024-06-30' })
  periodEnd!: string;
  /** What it adds to what was before, a running total, or a level. */
  @ApiProperty({ enum: FORMS, example: 'running_total' })
  form!: Form;
  /** Null where the document gives only words or a share. */
  @ApiProperty({ ...DECIMAL, example: '120' })
  value?: string | null;
  /** How exact the number is. */
  @ApiProperty({ enum: BOUNDS, default: 'exact' })
  bound?: Bound | null;
  /** How final the number is. */
  @ApiProperty({ enum: STANDINGS, default: 'final' })
  standing?: FigureStanding | null;
  /** A share of the whole target: 104.19 % is 1.0419. */
  @ApiProperty(DECIMAL)
  statedShare?: string | null;
  /** What the document says in words. */
  @ApiProperty({ enum: CLAIMS })
  claim?: Claim | null;
  /** The day on which it was published: unknown before it. */
  @ApiProperty({ format: 'date', example: '2024-07-05' })
  publishedOn!: string;
}

/** As the API's description shows it. */
export const PREVIEWS = {
  'a count at half time': {
    value: {
      asOf: '2024-07-10',
      target: { comparator: 'at_least', measure: 'flow', value: '300', start: '2024-01-01', due: '2024-12-31' },
      figures: [{ form: 'running_total', value: '120', periodEnd: '2024-06-30', publishedOn: '2024-07-05' }],
    },
  },
};

/** A target, its figures and the day, as in the published vectors (rules §1). Decimals and days in plain text. */
export class PreviewQuestion {
  @ApiProperty({ format: 'date', example: '2024-07-10' })
  asOf!: string;
  target!: PreviewTarget;
  @ApiProperty({ maxItems: 1000 })
  figures!: PreviewFigure[];
}
