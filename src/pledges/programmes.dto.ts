import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import { NewNames } from '../governments/governments.dto.js';
import { ListQuery } from '../http/lists.dto.js';
import type { Programme } from './programme.entity.js';

export class NewProgramme extends NewNames {
  /** Whose promises they are. */
  @IsUUID()
  jurisdictionId!: string;
}

export class ProgrammesQuery extends ListQuery {
  /** Only those of this government. */
  @IsOptional()
  @IsUUID()
  jurisdiction?: string;
}

export class ProgrammeView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  /** Whose promises they are. */
  @ApiProperty({ format: 'uuid' })
  jurisdictionId!: string;
  nameZh!: string;
  nameEn!: string | null;
}

export class ProgrammeList {
  items!: ProgrammeView[];
  /** The cursor of the next page. */
  next!: string | null;
}

export function programmeView({ id, jurisdictionId, nameZh, nameEn }: Programme): ProgrammeView {
  return { id, jurisdictionId, nameZh, nameEn };
}
