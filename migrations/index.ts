import { Jobs1763000000000 } from './1763000000000-jobs.js';
import { Foundation1763100000000 } from './1763100000000-foundation.js';
import { FewerIndexes1763200000000 } from './1763200000000-fewer-indexes.js';
import { Digests1763300000000 } from './1763300000000-digests.js';
import { Ground1763400000000 } from './1763400000000-ground.js';
import { Ranks1763500000000 } from './1763500000000-ranks.js';

/** Every migration, in the order in which they run. */
export const migrations = [
  Jobs1763000000000,
  Foundation1763100000000,
  FewerIndexes1763200000000,
  Digests1763300000000,
  Ground1763400000000,
  Ranks1763500000000,
];
