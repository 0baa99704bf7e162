import { Body, Controller, Param, ParseUUIDPipe, Post, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { IDEMPOTENCY_KEY, authorshipOf } from '../entries/authorship.js';
import { ChecksService } from './checks.service.js';
import { CheckView, NewCheckBody, NewNoteBody, NoteView, checkView, noteView } from './notes.dto.js';
import { NotesService } from './notes.service.js';

@Controller('api/v1')
export class NotesController {
  constructor(
    private readonly notes: NotesService,
    private readonly checks: ChecksService,
  ) {}

  /** Adds a remark of staff, or an agency's reply, to a pledge. */
  @Post('pledges/:id/notes')
  @ApiTags('pledges')
  @ApiBearerAuth()
  @ApiHeader(IDEMPOTENCY_KEY)
  async add(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: NewNoteBody,
    @Req() request: FastifyRequest,
  ): Promise<NoteView> {
    const draft = { kind: body.kind ?? 'staff', agencyId: body.agencyId ?? null, text: body.text };
    return noteView(await this.notes.addNote(id, draft, authorshipOf(request)));
  }

  /** Records that somebody looked for figures of a target on a day and found none. */
  @Post('targets/:id/checks')
  @ApiTags('targets')
  @ApiBearerAuth()
  @ApiHeader(IDEMPOTENCY_KEY)
  async check(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: NewCheckBody,
    @Req() request: FastifyRequest,
  ): Promise<CheckView> {
    const { on, where } = body;
    return checkView(await this.checks.recordCheck(id, { on, where }, authorshipOf(request)));
  }
}
