import { Body, Controller, Get, HttpCode, Inject, Param, Post, type StreamableFile } from '@nestjs/common';
import { type Actor, type Agency, formatLocalDate, localDateOf } from '#domain';
import { type Clock, type Engine, printControlSlip, printGuidanceSlip, printHandoverRecord, printResultHandover, printTransferSlip } from '#service';
import type { ProblemCode } from '#vi';
import { pdfFile } from '../files/pdf-file.js';
import { CurrentActor } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { forbidden, problem, unknownAgency } from '../problems/problem.js';
import { dossierCode } from '../schemas/atoms.js';
import { type GuidanceRequest, guidanceRequest, type HandoverRecordRequest, handoverRecordRequest } from '../schemas/slips.js';
import { CLOCK, ENGINE } from '../parts.js';
import { Discloses } from '../identity/discloses.js';
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

  @Post('handover-records')
  @Discloses('slip', (_, { body }) => [...new Set((body as HandoverRecordRequest).codes)].map((code) => ({ kind: 'dossier', key: code, fields: ['handover-record'] })))
  @HttpCode(200)
  async handoverRecord(@CurrentActor() actor: Actor, @Body({ schema: handoverRecordRequest }) { codes, fromAgencyCode, toAgencyCode, note }: HandoverRecordRequest): Promise<StreamableFile> {
    const from = await this.getAgency(fromAgencyCode ?? actor.agency, '/body/fromAgencyCode');
    const to = await this.getAgency(toAgencyCode, '/body/toAgencyCode');
    // Whoever took papers prints their record as well as whoever gave them, also once the dossier has gone on and is out of their reach; nobody else does.
    if (!(await this.rights.mayAt(actor, 'ReadPersonalData', from.code)) && !(await this.rights.mayAt(actor, 'ReadPersonalData', to.code))) {
      for (const code of codes) {
        await this.demandPersonal(actor, code);
      }
      throw forbidden();
    }
    const printed = await printHandoverRecord(this.engine, { codes, from, to, ...(note === undefined ? {} : { note }) }, this.clock.now());
    if ('notGiven' in printed) {
      for (const code of printed.notGiven) {
        await this.demandPersonal(actor, code);
      }
      throw problem('not-handed-over', `The ledgers of these dossiers tell no hand-over from ${from.code} to ${to.code}: ${printed.notGiven.join(', ')}`);
    }
    if ('erased' in printed) {
      throw problem('not-found', `The personal data of these dossiers was erased, leave them out: ${printed.erased.join(', ')}`);
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

  private async demandPersonal(actor: Actor, code: string): Promise<void> {
    await this.rights.dossier(actor, 'ReadPersonalData', code);
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
