import { Controller, Get, NotFoundException, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { PageFilter } from './page.filter.js';

/** Whatever no other route has: people get a page that helps on, programs a problem. Registered last. */
@ApiExcludeController()
@Controller()
@UseFilters(PageFilter)
export class LostController {
  @Get('*')
  lost(): never {
    throw new NotFoundException();
  }
}
