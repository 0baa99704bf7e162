import { createHash } from 'node:crypto';
import {
  Body,
  Controller,
  Get,
  HttpException,
  Param,
  ParseUUIDPipe,
  Patch,
  Post,
  Put,
  Req,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { By, bringing } from '../entries/by.js';
import type { Authorship } from '../entries/entries.service.js';
import { Route } from '../http/route.js';
import { ChangedSource, NewSourceBody, SourceView, sourceView } from './sources.dto.js';
import { COPY_LIMIT, SourcesService } from './sources.service.js';
import { readUpload } from './upload.js';

const MEDIA_TYPE = /^[a-z0-9][\w.+-]{0,63}\/[a-z0-9][\w.+-]{0,127}$/;
const BYTES = { type: 'string', format: 'binary' };

@ApiTags('sources')
@Controller('api/v1/sources')
@Route()
export class SourcesController {
  constructor(private readonly sources: SourcesService) {}

  /** Adds a published document. */
  @Post()
  async add(@Body() body: NewSourceBody, @By() by: Authorship): Promise<SourceView> {
    const { publisher, publisherClass, title = null, address = null, publishedOn } = body;
    const draft = { publisher, publisherClass, title, address, publishedOn };
    return sourceView(await this.sources.addSource(draft, by));
  }

  /** One published document. */
  @Get(':id')
  @Route({ may: 'anybody' })
  async one(@Param('id', ParseUUIDPipe) id: string): Promise<SourceView> {
    return sourceView(await this.sources.source(id));
  }

  /** Mends how a document is named; the log keeps what was there. */
  @Patch(':id')
  async edit(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ChangedSource,
    @By() by: Authorship,
  ): Promise<SourceView> {
    return sourceView(await this.sources.editSource(id, body, by));
  }

  /** Keeps a copy of the document: the bytes as the body, their media type as `Content-Type`, at most 20 MB. */
  @Put(':id/copy')
  @Route({ takes: 'bytes', most: COPY_LIMIT })
  @ApiConsumes('application/octet-stream', 'application/pdf', 'text/html', 'text/plain', 'image/png', 'image/jpeg')
  @ApiBody({ schema: BYTES })
  async keepCopy(
    @Param('id', ParseUUIDPipe) id: string,
    @Req() request: FastifyRequest,
    @By() by: Authorship,
  ): Promise<SourceView> {
    const mediaType = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
    const bytes = await readUpload(request);
    if (bytes === null || !MEDIA_TYPE.test(mediaType)) throw new HttpException('no media type of a document', 415);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return sourceView(await this.sources.keepCopy(id, bytes, mediaType, bringing(by, sha256)));
  }

  /** The kept copy, to be saved and not to be opened: whatever it is, it does nothing here. */
  @Get(':id/copy')
  @Route({ may: 'anybody', dress: 'file' })
  @ApiProduces('*/*')
  @ApiOkResponse({ description: 'The bytes, with their own media type.', schema: BYTES })
  async copy(
    @Param('id', ParseUUIDPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { sha256, mediaType, bytes } = await this.sources.copyOf(id);
    void reply.headers({
      'content-security-policy': 'sandbox',
      'content-type': mediaType,
      'content-disposition': `attachment; filename="${sha256.slice(0, 16)}"`,
      'content-length': bytes.length,
      'x-content-type-options': 'nosniff',
      'repr-digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
    });
    return new StreamableFile(bytes);
  }
}
