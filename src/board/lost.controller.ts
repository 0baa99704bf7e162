import { Controller, Get, NotFoundException, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Route } from '../http/route.js';
import { PageFilter } from './page.filter.js';

/** Whatever no other route has: people get a page that helps on, programs a problem. Registered last. */
@ApiExcludeController()
@Controller()
@Route({ may: 'anybody', dress: 'page' })
@UseFilters(PageFilter)
export class LostController {
  @Get('api/*')
  @Route({ dress: 'data' })
  lostData(): never {
    throw new NotFoundException();
  }

  @Get('*')
  lost(): never {
    throw new NotFoundException();
  }
}
