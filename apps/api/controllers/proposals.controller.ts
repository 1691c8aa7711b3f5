import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { z } from 'zod';
import { type Action, type Actor, isOfTwoPersons, reachOf, rightsToPropose, type Role } from '#domain';
import { approveProposal, type Clock, closeProposal, commandOf, type Engine, findProposal, listProposalsOf, namesOfStaff, previewCommand, type Proposal, type ProposedCommand, propose, settleProposal } from '#service';
import { pdfFile } from '../files/pdf-file.js';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { CLOCK, ENGINE } from '../parts.js';
import { commandRefused, forbidden, problem } from '../problems/problem.js';
import type { Page } from '../reads/page.js';
import { refusalWords } from '../reads/refusal-words.js';
import { readSignList } from '../reads/sign-list.js';
import { dossierCode, idempotencyKey } from '../schemas/atoms.js';
import { proposalRequestSchema } from '../schemas/command-request.js';
import { noQuery, type PageQuery, pageQuery } from '../schemas/queries.js';
import { type ProposalAnswer, type SignListAnswer, viewProposal } from '../views/proposal-view.js';
import { DossierDesk } from './dossier-desk.js';
import { Discloses } from '../identity/discloses.js';
import { ofAddress } from '../views/shown.js';
import { shownOfProposal } from '../views/shown-words.js';

const proposalId = { schema: z.uuid() };
const MOST_OF_ONE_DOSSIER = 200;

/** What is prepared for who may sign it, and the one list of everything that waits for a signature. */
@Controller('api/v1')
export class ProposalsController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly desk: DossierDesk,
  ) {}

  /** Everything that waits for the actor: apologies, and what others prepared. */
  @Get('sign-list')
  signList(@CurrentActor() actor: Actor, @Query({ schema: pageQuery }) query: PageQuery): Promise<SignListAnswer> {
    return readSignList(this.engine, this.rights, actor, query, this.clock.now());
  }

  /** Prepares a command for who may give it; nothing is decided by it. */
  @Post('dossiers/:code/proposals')
  @Discloses('proposal', shownOfProposal)
  async propose(
    @CurrentActor() actor: Actor,
    @IdempotencyKey({ schema: idempotencyKey }) key: string,
    @Param('code', { schema: dossierCode }) code: string,
    @Body({ schema: proposalRequestSchema }) command: ProposedCommand,
  ): Promise<ProposalAnswer> {
    const rights = rightsToPropose(command.type);
    const { id } = await this.rights.dossier(actor, firstOf(actor.role, rights) ?? rights[0], code);
    const begun = await propose(this.engine, id, { actor, key, command }, this.clock.now());
    switch (begun.kind) {
      case 'key-conflict':
        throw problem('idempotency-key-reused');
      case 'erased':
        throw problem('dossier-erased');
      case 'proposed':
        return this.view(await this.find(actor, begun.id));
    }
  }

  /** What was prepared for a dossier, the latest first: one page, and without what it says. Whoever erases without reading people sees what takes two persons alone. */
  @Get('dossiers/:code/proposals')
  async list(@CurrentActor() actor: Actor, @Param('code', { schema: dossierCode }) code: string, @Query({ schema: noQuery }) _query: object): Promise<Page<ProposalAnswer>> {
    const right = firstOf(actor.role, ['ReadPersonalData', 'ErasePersonalData']) ?? 'ReadPersonalData';
    const { id, engine } = await this.rights.dossier(actor, right, code);
    const found = (await listProposalsOf(engine.database.read, id, MOST_OF_ONE_DOSSIER)).filter(({ type }) => right === 'ReadPersonalData' || isOfTwoPersons(type));
    const names = await namesOfStaff(this.engine.database.read, found.map(({ by }) => by));
    return { items: found.map((proposal) => viewProposal(proposal, names)), next: null };
  }

  @Get('proposals/:id')
  @Discloses('proposal', shownOfProposal)
  async read(@CurrentActor() actor: Actor, @Param('id', proposalId) id: string): Promise<ProposalAnswer> {
    return this.view(await this.find(actor, id));
  }

  /** The letter that approving it now would owe: the real PDF, still without number and signature. */
  @Get('proposals/:id/preview')
  @Discloses('proposal', ofAddress('proposal', 'id', 'letter'))
  async preview(@CurrentActor() actor: Actor, @Param('id', proposalId) id: string): Promise<StreamableFile> {
    const proposal = await this.findOpen(actor, id);
    const { code } = proposal;
    const preview = await previewCommand(this.engine, { actor, code, command: commandOf(proposal) }, this.clock.now());
    switch (preview.kind) {
      case 'pdf':
        return pdfFile(preview.pdf, `${code}-${preview.form}.pdf`);
      case 'refused':
        throw commandRefused(preview.refusal, await refusalWords(this.engine, preview.refusal, code));
      case 'field-missing':
        throw problem('letter-incomplete', `Form ${preview.form} lacks ${preview.field}`);
      case 'no-letter':
        throw problem('not-found', 'This decision owes no letter');
    }
  }

  /** Gives the command, as the actor's own. Refused as it would be, at once or later; then it stays open, and may be approved again. */
  @Post('proposals/:id/approve')
  @Discloses('proposal', shownOfProposal)
  @HttpCode(HttpStatus.OK)
  async approve(@CurrentActor() actor: Actor, @Param('id', proposalId) id: string): Promise<ProposalAnswer> {
    const proposal = await this.findOpen(actor, id);
    if (proposal.by === actor.subject) {
      throw problem('proposed-by-same-person');
    }
    const acceptance = await approveProposal(this.engine, this.clock, proposal, actor);
    if (acceptance.kind === 'decided') {
      throw problem('proposal-decided');
    }
    await this.desk.carryAccepted({ actor, dossierCode: proposal.code, type: proposal.command.type }, acceptance);
    await settleProposal(this.engine.database.read, id);
    return this.view(await this.find(actor, id));
  }

  /** Turns it down; who prepared it withdraws it the same way. */
  @Post('proposals/:id/reject')
  @Discloses('proposal', shownOfProposal)
  @HttpCode(HttpStatus.OK)
  async reject(@CurrentActor() actor: Actor, @Param('id', proposalId) id: string): Promise<ProposalAnswer> {
    const { by, agency, province, command } = await this.findOpen(actor, id);
    const own = by === actor.subject;
    if (!own && !(await this.rights.may(actor, command.type, { province, agencies: [agency] }))) {
      throw forbidden();
    }
    if (!(await closeProposal(this.engine, id, { by: actor.subject, outcome: own ? 'withdrawn' : 'rejected' }, this.clock.now()))) {
      throw problem('proposal-decided');
    }
    return this.view(await this.find(actor, id));
  }

  /** A proposal about a dossier whose personal data the actor may read, or one of two persons that the actor may approve. Throws a 404 problem for any other. */
  private async find(actor: Actor, id: string): Promise<Proposal> {
    const proposal = await findProposal(await this.rights.reading(actor), id);
    const right = proposal && firstOf(actor.role, isOfTwoPersons(proposal.type) ? ['ReadPersonalData', proposal.type] : ['ReadPersonalData']);
    if (proposal === undefined || right === undefined) {
      throw problem('not-found', `There is no proposal ${id}`);
    }
    await this.rights.dossier(actor, right, proposal.code);
    return proposal;
  }

  private async findOpen(actor: Actor, id: string): Promise<Proposal & { readonly command: ProposedCommand }> {
    const proposal = await this.find(actor, id);
    const { command, decided } = proposal;
    if (decided !== undefined) {
      throw problem('proposal-decided');
    }
    if (command === undefined) {
      throw problem('dossier-erased');
    }
    return { ...proposal, command };
  }

  private async view(proposal: Proposal): Promise<ProposalAnswer> {
    return viewProposal(proposal, await namesOfStaff(this.engine.database.read, [proposal.by]));
  }
}

/** The first of these a role may do with any dossier. */
function firstOf(role: Role, actions: readonly Action[]): Action | undefined {
  return actions.find((action) => reachOf(role, action) !== 'none');
}
