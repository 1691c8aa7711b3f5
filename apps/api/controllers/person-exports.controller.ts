import { Readable } from 'node:stream';
import { Body, Controller, HttpCode, HttpStatus, Inject, Post, Req, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '#domain';
import { writeZip } from '#letters';
import { beginPersonExport, type Clock, type Engine, exportEntries, type FileStore } from '#service';
import { dispositionOf } from '../files/pdf-file.js';
import { CurrentActor } from '../identity/actor.js';
import { tellNumber, traceRequest } from '../identity/request-trace.js';
import { Rights } from '../identity/rights.js';
import { CLOCK, ENGINE, FILES } from '../parts.js';
import { type PersonExportBody, personExportRequest } from '../schemas/privacy.js';

/** Everything held about one person, for who may answer for it. */
@Controller('api/v1/person-exports')
export class PersonExportsController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(FILES) private readonly files: FileStore,
    private readonly rights: Rights,
  ) {}

  /** It is on record before the first byte leaves. The number comes in the body alone: addresses are kept by whatever lies between. */
  @Post()
  @HttpCode(HttpStatus.OK)
  async export(
    @CurrentActor() actor: Actor,
    @Body({ schema: personExportRequest }) { idNumber, phone, reason, documentNumber }: PersonExportBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const agencies = await this.rights.reach(actor, 'ExportPerson');
    const [at, trace] = [this.clock.now(), traceRequest(this.engine, request)];
    const found = await beginPersonExport(this.engine, {
      person: { knownBy: idNumber === undefined ? 'phone' : 'id-number', number: idNumber ?? phone ?? '', agencies },
      actor, reason, documentNumber, ...trace, at,
    });
    tellNumber(reply, trace);
    return new StreamableFile(Readable.from(writeZip(exportEntries(this.engine, this.files, found, { actor, at })), { objectMode: false }), {
      type: 'application/zip',
      disposition: dispositionOf('attachment', `person-export-${found.id}.zip`),
    });
  }
}
