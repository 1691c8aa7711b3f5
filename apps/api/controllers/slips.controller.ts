import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { type Actor, type Agency, formatLocalDate, localDateOf, type PapersGiven } from '#domain';
import { type Clock, type Engine, printControlSlip, printGuidanceSlip, printHandoverRecord, printResultHandover, printTransferSlip, readHandovers } from '#service';
import { erasedInRecordVi, notInRecordVi, type ProblemCode, unknownInRecordVi } from '#vi';
import { pdfFile } from '../files/pdf-file.js';
import { CurrentActor } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { forbidden, problem, problemSaying, unknownAgency } from '../problems/problem.js';
import { noSuchDossier } from '../reads/dossier-scope.js';
import { dossierCode } from '../schemas/atoms.js';
import { noQuery } from '../schemas/queries.js';
import { type GuidanceRequest, guidanceRequest, type HandoverRecordRequest, handoverRecordRequest } from '../schemas/slips.js';
import { CLOCK, ENGINE } from '../parts.js';
import { Discloses } from '../identity/discloses.js';
import { type HandoversAnswer, viewHandovers } from '../views/handover-view.js';
import { dossierOfAddress } from '../views/shown.js';

/** Slips printed for the way of dossiers through desk and agencies. They name people, so they need the right to read personal data. */
@Controller('api/v1')
export class SlipsController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  @Get('dossiers/:code/control-slip')
  @Discloses('slip', dossierOfAddress('control-slip'))
  async controlSlip(@CurrentActor() actor: Actor, @Param('code', { schema: dossierCode }) code: string): Promise<StreamableFile> {
    await this.demandPersonal(actor, code);
    return slipFile(await printControlSlip(this.engine, code, this.clock.now()), `${code}-06`, 'not-found', 'No dossier bears this code');
  }

  @Get('dossiers/:code/transfer-slip')
  @Discloses('slip', dossierOfAddress('transfer-slip'))
  async transferSlip(@CurrentActor() actor: Actor, @Param('code', { schema: dossierCode }) code: string): Promise<StreamableFile> {
    await this.demandPersonal(actor, code);
    return slipFile(await printTransferSlip(this.engine, code, this.clock.now()), `${code}-transfer`, 'not-handed-over', 'Forward the dossier first; one whose personal data was erased has no slip');
  }

  @Get('dossiers/:code/result-handover')
  @Discloses('slip', dossierOfAddress('result-handover'))
  async resultHandover(@CurrentActor() actor: Actor, @Param('code', { schema: dossierCode }) code: string): Promise<StreamableFile> {
    await this.demandPersonal(actor, code);
    return slipFile(await printResultHandover(this.engine, code, this.clock.now()), `${code}-result`, 'no-result-yet', 'Record the result first; a dossier whose personal data was erased has no record');
  }

  /** Hand-overs of which the actor's side prints the record, also once the dossier is out of their reach. */
  @Get('dossiers/:code/handovers')
  async handovers(@CurrentActor() actor: Actor, @Param('code', { schema: dossierCode }) code: string, @Query({ schema: noQuery }) _query: object): Promise<HandoversAnswer> {
    const own: PapersGiven[] = [];
    for (const given of await readHandovers(this.engine.database, code)) {
      if (await this.isSide(actor, given.from, given.to)) {
        own.push(given);
      }
    }
    if (own.length === 0) {
      await this.demandPersonal(actor, code);
    }
    return viewHandovers(own);
  }

  @Post('handover-records')
  @Discloses('slip', (_, { body }) => [...new Set((body as HandoverRecordRequest).codes)].map((code) => ({ kind: 'dossier', key: code, fields: ['handover-record'] })))
  @HttpCode(200)
  async handoverRecord(@CurrentActor() actor: Actor, @Body({ schema: handoverRecordRequest }) { codes, fromAgencyCode, toAgencyCode, note }: HandoverRecordRequest): Promise<StreamableFile> {
    const from = await this.getAgency(fromAgencyCode ?? actor.agency, '/body/fromAgencyCode');
    const to = await this.getAgency(toAgencyCode, '/body/toAgencyCode');
    // Whoever took papers prints their record as well as whoever gave them, also once the dossier has gone on and is out of their reach; nobody else does.
    if (!(await this.isSide(actor, from.code, to.code))) {
      await this.demandEach(actor, codes);
      throw forbidden();
    }
    const printed = await printHandoverRecord(this.engine, { codes, from, to, ...(note === undefined ? {} : { note }) }, this.clock.now());
    if ('notGiven' in printed) {
      await this.demandEach(actor, printed.notGiven);
      throw problemSaying('not-handed-over', notInRecordVi(printed.notGiven, { from: from.name, to: to.name }));
    }
    if ('erased' in printed) {
      throw problemSaying('not-found', erasedInRecordVi(printed.erased));
    }
    return pdfFile(printed.pdf, 'handover-record.pdf');
  }

  @Post('guidance-slips')
  @HttpCode(200)
  async guidance(@CurrentActor() actor: Actor, @Body({ schema: guidanceRequest }) { agencyCode, procedureCode, ...told }: GuidanceRequest): Promise<StreamableFile> {
    const at = this.clock.now();
    const desk = await this.getAgency(agencyCode ?? actor.agency, '/body/agencyCode');
    await this.rights.demand(actor, 'TakeIn', { province: desk.province, agencies: [desk.code] });
    const published = await this.engine.rules.procedureInForce(this.engine.database.read, procedureCode, formatLocalDate(localDateOf(at)));
    if (published === undefined) {
      throw problem('invalid-request', undefined, [{ path: '/body/procedureCode', reason: 'must be a procedure in force' }]);
    }
    return pdfFile(await printGuidanceSlip(this.engine, { desk, procedure: published.procedure, ...told }, at), 'guidance-slip.pdf');
  }

  private async demandPersonal(actor: Actor, code: string, missing = noSuchDossier(code)): Promise<void> {
    await this.rights.dossier(actor, 'ReadPersonalData', code, missing);
  }

  /** The same of the dossiers of a record, naming the first that the actor knows nothing of. */
  private async demandEach(actor: Actor, codes: readonly string[]): Promise<void> {
    for (const code of codes) {
      await this.demandPersonal(actor, code, problemSaying('not-found', unknownInRecordVi(code)));
    }
  }

  /** Whether papers went from or to where the actor may read whose they are. */
  private async isSide(actor: Actor, from: string, to: string): Promise<boolean> {
    return (await this.rights.mayAt(actor, 'ReadPersonalData', from)) || this.rights.mayAt(actor, 'ReadPersonalData', to);
  }

  private async getAgency(code: string, path: string): Promise<Agency> {
    const agency = (await this.engine.rules.agencies(this.engine.database.read)).get(code);
    if (agency === undefined) {
      throw unknownAgency(path);
    }
    return agency;
  }
}

function slipFile(pdf: Uint8Array | undefined, name: string, why: ProblemCode, detail: string): StreamableFile {
  if (pdf === undefined) {
    throw problem(why, detail);
  }
  return pdfFile(pdf, `${name}.pdf`);
}
