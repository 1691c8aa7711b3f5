import { Body, Controller, Get, Inject, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { z } from 'zod';
import type { Action, Actor } from '#domain';
import { type Clock, type Engine, type FileStore, findEvidence, listFileAccesses, readEvidence, storeEvidence } from '#service';
import { attachedFile } from '../files/pdf-file.js';
import { fileRefused, readUpload } from '../files/upload.js';
import { CurrentActor } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { problem } from '../problems/problem.js';
import type { Page } from '../reads/page.js';
import { type EvidenceQuery, evidenceQuery } from '../schemas/cases.js';
import { type TimelineQuery, timelineQuery } from '../schemas/queries.js';
import { CLOCK, ENGINE, FILES } from '../parts.js';
import { type EvidenceAnswer, viewEvidence } from '../views/evidence-view.js';
import { type FileAccessAnswer, viewFileAccess } from '../views/list-views.js';
import { Discloses } from '../identity/discloses.js';
import { ofAddress } from '../views/shown.js';

/** Files that prove something a case waits for: screenshots of postings, signed reports, minutes. */
@Controller('api/v1/evidence')
export class EvidenceController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(FILES) private readonly files: FileStore,
    private readonly rights: Rights,
  ) {}

  /** Stores a file as evidence of an agency, the actor's own unless another is named; a command then refers to it. */
  @Post()
  async store(@CurrentActor() actor: Actor, @Query({ schema: evidenceQuery }) { agency = actor.agency }: EvidenceQuery, @Body() body: unknown): Promise<EvidenceAnswer> {
    await this.rights.demandAt(actor, 'StoreEvidence', agency, '/query/agency');
    const stored = await storeEvidence(this.engine, this.files, { agency, content: await readUpload(body), by: actor, at: this.clock.now() });
    if (stored.kind === 'refused') {
      throw fileRefused(stored);
    }
    return viewEvidence(stored.file, agency);
  }

  /** Hands evidence out; who asked for it is recorded. */
  @Get(':id')
  @Discloses('evidence', ofAddress('evidence', 'id', 'file'))
  async read(@CurrentActor() actor: Actor, @Param('id', { schema: z.uuid() }) fileId: string): Promise<StreamableFile> {
    const agency = await this.agencyOf(actor, 'ReadEvidence', fileId);
    const found = await readEvidence(this.engine, this.files, { agency, fileId, by: actor, at: this.clock.now() });
    if (found.kind !== 'read') {
      throw problem('not-found', `There is no evidence ${fileId}`);
    }
    return attachedFile(found.content, fileId, found.file.mediaType);
  }

  /** Who read it, for those who watch over the records. */
  @Get(':id/accesses')
  async accesses(@CurrentActor() actor: Actor, @Param('id', { schema: z.uuid() }) fileId: string, @Query({ schema: timelineQuery }) query: TimelineQuery): Promise<Page<FileAccessAnswer>> {
    await this.agencyOf(actor, 'ReadLedger', fileId);
    const found = await listFileAccesses(this.engine, fileId, { limit: query.limit + 1, ...(query.after === undefined ? {} : { after: query.after }) });
    const items = found.slice(0, query.limit);
    return { items: items.map(viewFileAccess), next: found.length > query.limit ? String(items.at(-1)?.id ?? '') : null };
  }

  /** Whose evidence a file is. Throws a 403 problem for who may do this nowhere, a 404 problem for evidence beyond the actor's reach as for none. */
  private async agencyOf(actor: Actor, action: Action, fileId: string): Promise<string> {
    const { database } = await this.rights.reading(actor);
    const [evidence] = await findEvidence(database.read, [fileId]);
    return (await this.rights.kept(actor, action, evidence, problem('not-found', `There is no evidence ${fileId}`))).agency;
  }
}
