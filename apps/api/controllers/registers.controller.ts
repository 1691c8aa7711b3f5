import { Readable } from 'node:stream';
import { Controller, Get, HttpCode, Inject, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { z } from 'zod';
import type { Action, Actor, Refusal } from '#domain';
import { type Clock, closeRegister, type Engine, findRegister, listRegisters, printRegister, type Register, type RegisterFormat, showLines } from '#service';
import { dispositionOf } from '../files/pdf-file.js';
import { CurrentActor } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { XLSX_MEDIA } from '#letters';
import { CLOCK, ENGINE } from '../parts.js';
import { commandRefused, problem } from '../problems/problem.js';
import { type Page, readKey, writeKey } from '../reads/page.js';
import { refusalWords } from '../reads/refusal-words.js';
import { type RegisterCsvQuery, registerCsvQuery, type RegisterLinesQuery, registerLinesQuery, type RegisterPartQuery, registerPartQuery, type RegistersQuery, registersQuery } from '../schemas/registers.js';
import { type RegisterAnswer, type RegisterLineAnswer, viewRegister, viewRegisterLine } from '../views/register-view.js';
import { Discloses } from '../identity/discloses.js';
import { ofAddress } from '../views/shown.js';

const MEDIA: Record<RegisterFormat, { readonly type: string; readonly disposition: 'inline' | 'attachment' }> = {
  pdf: { type: 'application/pdf', disposition: 'inline' },
  xlsx: { type: XLSX_MEDIA, disposition: 'attachment' },
  csv: { type: 'text/csv; charset=utf-8', disposition: 'attachment' },
};

/** Registers of the desks (form 07). Who reads their lines reads names and addresses; who signs for the agency closes them. */
@Controller('api/v1/registers')
export class RegistersController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  @Get()
  async list(@CurrentActor() actor: Actor, @Query({ schema: registersQuery }) { limit, after, agency, year }: RegistersQuery): Promise<Page<RegisterAnswer>> {
    const agencies = await this.rights.reach(actor, 'ReadDossier', agency);
    const before = after === undefined ? undefined : readKey(after);
    const found = await listRegisters(this.engine.database.read, {
      agencies,
      limit: limit + 1,
      ...(year === undefined ? {} : { year }),
      ...(before === undefined ? {} : { before: { year: before.at, id: before.key } }),
    });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return { items: page.map(viewRegister), next: found.length > limit && last !== undefined ? writeKey({ at: last.year, key: last.id }) : null };
  }

  @Get(':id/lines')
  @Discloses('register', ({ items }: Page<RegisterLineAnswer>) => items.map(({ dossierCode }) => ({ kind: 'dossier', key: dossierCode, fields: ['applicant', 'contact'] })))
  async lines(@CurrentActor() actor: Actor, @Param('id', { schema: z.uuid() }) id: string, @Query({ schema: registerLinesQuery }) { limit, after = 0 }: RegisterLinesQuery): Promise<Page<RegisterLineAnswer>> {
    await this.demand(actor, 'ReadPersonalData', id);
    const found = await showLines(this.engine, id, after, limit + 1);
    const page = found.slice(0, limit);
    return { items: page.map(viewRegisterLine), next: found.length > limit ? String(page.at(-1)?.line.number) : null };
  }

  @Get(':id/pdf')
  @Discloses('register', ofAddress('register', 'id', 'pdf'))
  async pdf(@CurrentActor() actor: Actor, @Param('id', { schema: z.uuid() }) id: string, @Query({ schema: registerPartQuery }) part: RegisterPartQuery): Promise<StreamableFile> {
    return this.print(actor, id, 'pdf', part);
  }

  @Get(':id/xlsx')
  @Discloses('register', ofAddress('register', 'id', 'xlsx'))
  async xlsx(@CurrentActor() actor: Actor, @Param('id', { schema: z.uuid() }) id: string, @Query({ schema: registerPartQuery }) part: RegisterPartQuery): Promise<StreamableFile> {
    return this.print(actor, id, 'xlsx', part);
  }

  @Get(':id/csv')
  @Discloses('register', ofAddress('register', 'id', 'csv'))
  async csv(@CurrentActor() actor: Actor, @Param('id', { schema: z.uuid() }) id: string, @Query({ schema: registerCsvQuery }) { bom, ...part }: RegisterCsvQuery): Promise<StreamableFile> {
    return this.print(actor, id, 'csv', part, bom === 'true');
  }

  @Post(':id/close')
  @HttpCode(200)
  async close(@CurrentActor() actor: Actor, @Param('id', { schema: z.uuid() }) id: string): Promise<RegisterAnswer> {
    const { agency } = await this.demand(actor, 'CloseRegister', id);
    const outcome = await closeRegister(this.engine, id, actor, this.clock.now());
    switch (outcome.kind) {
      case 'closed':
        return viewRegister(outcome.register);
      case 'not-found':
        throw noSuchRegister(id);
      case 'year-not-over':
        throw problem('register-year-not-over');
      case 'not-decided':
        throw problem('register-not-decided');
      case 'no-signing-authority': {
        const refusal: Refusal = { code: 'no-signing-authority', data: { agency } };
        throw commandRefused(refusal, await refusalWords(this.engine, refusal));
      }
    }
  }

  private async print(actor: Actor, id: string, format: RegisterFormat, part: RegisterPartQuery, byteOrderMark = false): Promise<StreamableFile> {
    await this.demand(actor, 'ReadPersonalData', id);
    const printed = await printRegister(this.engine, id, format, part, this.clock.now(), { byteOrderMark });
    if (printed === undefined) {
      throw noSuchRegister(id);
    }
    const { agency, fieldCode, year } = printed.register;
    const { type, disposition } = MEDIA[format];
    return new StreamableFile(Readable.from(printed.bytes, { objectMode: false }), { type, disposition: dispositionOf(disposition, `${agency}-${fieldCode}-${String(year)}.${format}`) });
  }

  private async demand(actor: Actor, action: Action, id: string): Promise<Register> {
    return this.rights.kept(actor, action, await findRegister(this.engine.database.read, id), noSuchRegister(id));
  }
}

function noSuchRegister(id: string): ReturnType<typeof problem> {
  return problem('not-found', `There is no register ${id}`);
}
