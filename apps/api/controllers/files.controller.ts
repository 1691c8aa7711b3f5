import { Body, Controller, Get, Inject, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '#domain';
import { type Clock, type Engine, type FileStore, listFileAccesses, listFiles, readFile, storeFile } from '#service';
import { attachedFile } from '../files/pdf-file.js';
import { fileRefused, readUpload } from '../files/upload.js';
import { CurrentActor } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { problem } from '../problems/problem.js';
import { noSuchDossier } from '../reads/dossier-scope.js';
import { getFile } from '../reads/files.js';
import { type Page, readKey, writeKey } from '../reads/page.js';
import { dossierCode } from '../schemas/atoms.js';
import { type PageQuery, pageQuery, type TimelineQuery, timelineQuery } from '../schemas/queries.js';
import { CLOCK, ENGINE, FILES } from '../parts.js';
import { type FileAccessAnswer, type FileAnswer, filePath, type storedFileSchema, viewFile, viewFileAccess } from '../views/list-views.js';
import { Discloses } from '../identity/discloses.js';
import { ofAddress } from '../views/shown.js';

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
    const { id } = await this.rights.dossier(actor, 'AttachFile', code);
    const stored = await storeFile(this.engine, this.files, { dossierId: id, content: await readUpload(body), by: actor, at: this.clock.now() });
    switch (stored.kind) {
      case 'stored':
        return { ...stored.file, link: filePath(stored.file.fileId) };
      case 'dossier-not-found':
        throw noSuchDossier(code);
      case 'refused':
        throw fileRefused(stored);
    }
  }

  @Get('dossiers/:code/files')
  async list(@CurrentActor() actor: Actor, @Param('code', { schema: dossierCode }) code: string, @Query({ schema: pageQuery }) query: PageQuery): Promise<Page<FileAnswer>> {
    const { id, engine } = await this.rights.dossier(actor, 'ReadDossier', code);
    const after = query.after === undefined ? undefined : readKey(query.after);
    const found = await listFiles(engine, id, { limit: query.limit + 1, ...(after === undefined ? {} : { after: { at: after.at, id: after.key } }) });
    const items = found.slice(0, query.limit);
    const last = items.at(-1);
    return { items: items.map(viewFile), next: found.length > query.limit && last !== undefined ? writeKey({ at: last.uploadedAt, key: last.fileId }) : null };
  }

  /** Who read a file, for those who watch over the records. */
  @Get('files/:id/accesses')
  async accesses(@CurrentActor() actor: Actor, @Param('id', { schema: z.uuid() }) fileId: string, @Query({ schema: timelineQuery }) query: TimelineQuery): Promise<Page<FileAccessAnswer>> {
    const { engine } = await getFile(this.rights, actor, 'ReadLedger', fileId);
    const found = await listFileAccesses(engine, fileId, { limit: query.limit + 1, ...(query.after === undefined ? {} : { after: query.after }) });
    const items = found.slice(0, query.limit);
    return { items: items.map(viewFileAccess), next: found.length > query.limit ? String(items.at(-1)?.id ?? '') : null };
  }

  /** Hands a file out; who asked for it is recorded. */
  @Get('files/:id')
  @Discloses('file', ofAddress('file', 'id', 'file'))
  async read(@CurrentActor() actor: Actor, @Param('id', { schema: z.uuid() }) fileId: string): Promise<StreamableFile> {
    const { id } = await getFile(this.rights, actor, 'ReadFile', fileId);
    const found = await readFile(this.engine, this.files, { dossierId: id, fileId, by: actor, at: this.clock.now() });
    if (found.kind !== 'read') {
      throw problem('not-found', found.kind === 'erased' ? 'The file was erased with the personal data of its dossier' : `There is no file ${fileId}`);
    }
    return attachedFile(found.content, fileId, found.file.mediaType);
  }
}
