import { Body, Controller, Get, Inject, Param, Post, StreamableFile } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '#domain';
import { type Clock, type Engine, type FileStore, readFile, storeFile } from '#service';
import { readUpload } from '../files/upload.js';
import { CurrentActor } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { problem } from '../problems/problem.js';
import { getDossierScope, noSuchDossier } from '../reads/dossier-scope.js';
import { getFileScope } from '../reads/files.js';
import { dossierCode } from '../schemas/atoms.js';
import { CLOCK, ENGINE, FILES } from '../parts.js';
import type { storedFileSchema } from '../views/list-views.js';

/** Scans, evidence and electronic results of dossiers. */
@Controller('api/v1')
export class FilesController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(FILES) private readonly files: FileStore,
    private readonly rights: Rights,
  ) {}

  /** Stores a file for a dossier; the command `AttachFile` then enters it into the ledger. */
  @Post('dossiers/:code/files')
  async store(@CurrentActor() actor: Actor, @Param('code', { schema: dossierCode }) code: string, @Body() body: unknown): Promise<z.output<typeof storedFileSchema>> {
    const { id, concerned } = await getDossierScope(this.engine, code);
    await this.rights.demand(actor, 'AttachFile', concerned);
    const stored = await storeFile(this.engine, this.files, { dossierId: id, content: await readUpload(body), by: actor, at: this.clock.now() });
    switch (stored.kind) {
      case 'stored':
        return { ...stored.file, link: `/api/v1/files/${stored.file.fileId}` };
      case 'dossier-not-found':
        throw noSuchDossier(code);
      case 'refused':
        throw problem(stored.code === 'file-type-not-allowed' ? 'file-type-refused' : stored.code === 'file-empty' ? 'bad-request' : 'body-too-large');
    }
  }

  /** Hands a file out; who asked for it is recorded. */
  @Get('files/:id')
  async read(@CurrentActor() actor: Actor, @Param('id', { schema: z.uuid() }) fileId: string): Promise<StreamableFile> {
    const { id, concerned } = await getFileScope(this.engine, fileId);
    await this.rights.demand(actor, 'ReadFile', concerned);
    const found = await readFile(this.engine, this.files, { dossierId: id, fileId, by: actor, at: this.clock.now() });
    if (found.kind !== 'read') {
      throw problem('not-found', found.kind === 'erased' ? 'The file was erased with the personal data of its dossier' : `There is no file ${fileId}`);
    }
    return new StreamableFile(found.content, { type: found.file.mediaType, disposition: `attachment; filename="${fileId}"`, length: found.content.length });
  }
}
