import { Injectable } from '@nestjs/common';
import { type Authorship, EntriesService } from '../entries/entries.service.js';
import { GovernmentsService, type UnitNames } from '../governments/governments.service.js';
import type { Unit } from '../governments/unit.entity.js';
import { rewordUnit } from '../standings/settle/due.js';

/** What indicators are counted in, as far as verdicts speak of it. */
@Injectable()
export class UnitsService {
  constructor(
    private readonly entries: EntriesService,
    private readonly governments: GovernmentsService,
  ) {}

  /** Renames a unit; the sentences that name it are written anew by the next settling. */
  async renameUnit(id: string, names: UnitNames, by: Authorship): Promise<Unit> {
    return this.entries.write(by, async (tx) => {
      const unit = await this.governments.renameUnit(tx, id, names, by);
      await rewordUnit(tx, id);
      return unit;
    });
  }
}
