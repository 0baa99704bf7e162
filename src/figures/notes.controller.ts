import { Body, Controller, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../entries/by.js';
import type { Authorship } from '../entries/entries.service.js';
import { Route } from '../http/route.js';
import { ChecksService } from './checks.service.js';
import { CheckView, NewCheckBody, NewNoteBody, NoteView, checkView, noteView } from './notes.dto.js';
import { NotesService } from './notes.service.js';

@Controller('api/v1')
@Route()
export class NotesController {
  constructor(
    private readonly notes: NotesService,
    private readonly checks: ChecksService,
  ) {}

  /** Adds a remark of staff, or an agency's reply, to a pledge. */
  @Post('pledges/:id/notes')
  @ApiTags('pledges')
  async add(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: NewNoteBody,
    @By() by: Authorship,
  ): Promise<NoteView> {
    const draft = { kind: body.kind ?? 'staff', agencyId: body.agencyId ?? null, text: body.text };
    return noteView(await this.notes.addNote(id, draft, by));
  }

  /** Records that somebody looked for figures of a target on a day and found none. */
  @Post('targets/:id/checks')
  @ApiTags('targets')
  async check(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: NewCheckBody,
    @By() by: Authorship,
  ): Promise<CheckView> {
    const { on, where } = body;
    return checkView(await this.checks.recordCheck(id, { on, where }, by));
  }
}
