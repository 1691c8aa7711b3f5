import { Body, Controller, Get, HttpStatus, Inject, Param, Post, Res, type StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '#domain';
import { type Clock, type Engine, enterDossier, fileGroup, type FilingPage, findFiling, isFiling, printReceipt, showFiling } from '#service';
import { pdfFile } from '../files/pdf-file.js';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { forbidden, problem } from '../problems/problem.js';
import { dossierCode, idempotencyKey } from '../schemas/atoms.js';
import { type GroupFilingRequest, groupFilingSchema } from '../schemas/group-filing.js';
import { CLOCK, ENGINE } from '../parts.js';
import { filingPath } from '../views/dossier-view.js';
import { type FilingAnswer, viewFiling } from '../views/group-view.js';
import { DossierDesk } from './dossier-desk.js';
import { Discloses } from '../identity/discloses.js';
import { ofAddress } from '../views/shown.js';

/** Filings of interlinked groups: one opens several dossiers, with one receipt. */
@Controller('api/v1/group-filings')
export class GroupFilingsController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly desk: DossierDesk,
    private readonly rights: Rights,
  ) {}

  /** Opens a dossier for each member, all or none. The same key again gives the same answer; another body under it is a 422. */
  @Post()
  async file(
    @CurrentActor() actor: Actor,
    @IdempotencyKey({ schema: idempotencyKey }) key: string,
    @Body({ schema: groupFilingSchema }) body: GroupFilingRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FilingAnswer> {
    const filed = await this.desk.opened(await fileGroup(this.engine, this.clock, { actor, idempotencyKey: key, body }));
    if (filed.kind === 'created') {
      filed.dossierIds.forEach((dossierId) => {
        this.desk.startWorkflow(dossierId);
      });
    }
    void reply.status(HttpStatus.CREATED).header('location', filingPath(filed.code));
    return viewFiling(await this.show(actor, filed.code, 'opened'));
  }

  @Get(':code')
  async read(@CurrentActor() actor: Actor, @Param('code', { schema: dossierCode }) code: string): Promise<FilingAnswer> {
    return viewFiling(await this.show(actor, code, 'now'));
  }

  /** The one receipt of the filing; any of its dossiers has it too. */
  @Get(':code/receipt')
  @Discloses('letter', ofAddress('filing', 'code', 'receipt'))
  async receipt(@CurrentActor() actor: Actor, @Param('code', { schema: dossierCode }) code: string): Promise<StreamableFile> {
    const { members } = await this.show(actor, code, 'now');
    const [first] = members;
    if (first !== undefined) {
      await enterDossier(this.engine, first.page.id, this.clock.now());
    }
    for (const { page } of members) {
      const pdf = (await this.rights.may(actor, 'ReadPersonalData', page.concerned)) ? await printReceipt(this.engine, page.state.code) : undefined;
      if (pdf !== undefined) {
        return pdfFile(pdf, `${code}-01.pdf`);
      }
    }
    if (!(await this.mayRead(actor, 'ReadPersonalData', members))) {
      throw forbidden();
    }
    throw problem('not-found', 'This filing has no receipt: one of its dossiers still waits for its answer, none was received, or their personal data was erased');
  }

  /** Who may see one of the dossiers sees what the filing is; each dossier is read for itself. Throws a 404 problem for a filing beyond reach as for none, a 403 problem for who reads no dossier at all. */
  private async show(actor: Actor, code: string, when: 'now' | 'opened'): Promise<FilingPage> {
    const reader = await this.rights.readingDossiers(actor, 'ReadDossier');
    const filing = (await isFiling(reader.database.read, code)) ? await findFiling(this.engine.database.read, code) : undefined;
    const page = filing && (await showFiling(this.engine, filing, when));
    if (page === undefined || !(await this.mayRead(actor, 'ReadDossier', page.members))) {
      throw problem('not-found', `No filing of a group bears the code ${code}`);
    }
    return page;
  }

  private async mayRead(actor: Actor, action: 'ReadDossier' | 'ReadPersonalData', members: FilingPage['members']): Promise<boolean> {
    const may = await Promise.all(members.map(({ page }) => this.rights.may(actor, action, page.concerned)));
    return may.includes(true);
  }
}
