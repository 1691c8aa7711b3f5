import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, NoProcedureRecordError, parseSuppliedRules, ProcedureFormatError } from '#domain';
import { answerRecordFlags, type Clock, type Engine, importProcedureRecord, listProcedureRecords, publishProcedureRecord, readProcedureRecord } from '#service';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { CLOCK, ENGINE } from '../parts.js';
import { problem } from '../problems/problem.js';
import { answerNotTaken, publicationNotMade, rulesInvalid } from '../problems/record-problems.js';
import { type Page, readKey, writeKey } from '../reads/page.js';
import { idempotencyKey } from '../schemas/atoms.js';
import {
  type FlagAnswersRequest,
  flagAnswersRequest,
  type PortalRecordRequest,
  portalRecordRequest,
  type RecordPublicationRequest,
  recordPublicationRequest,
  type RecordsQuery,
  recordsQuery,
} from '../schemas/procedures.js';
import { type ProcedureRecordAnswer, type ProcedureRecordItem, type RecordPublicationAnswer, viewPublication, viewRecord, viewRecordItem } from '../views/procedure-record-view.js';

const idInPath = { schema: z.uuid() };
const keyHeader = { schema: idempotencyKey };

/** Records of the national portal on their way into the catalogue. */
@Controller('api/v1/procedure-records')
export class ProcedureRecordsController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  @Get()
  async list(@CurrentActor() actor: Actor, @Query({ schema: recordsQuery }) { limit, after, code }: RecordsQuery): Promise<Page<ProcedureRecordItem>> {
    await this.demand(actor);
    const key = after === undefined ? undefined : readKey(after);
    const found = await listProcedureRecords(this.engine.database.read, { limit: limit + 1, ...(code === undefined ? {} : { code }), ...(key === undefined ? {} : { after: { at: key.at, id: key.key } }) });
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items: items.map(viewRecordItem), next: found.length > limit && last !== undefined ? writeKey({ at: last.importedAt, key: last.id }) : null };
  }

  /** Keeps a record whole; the same record again is the same draft. */
  @Post()
  @HttpCode(HttpStatus.CREATED)
  async import(@CurrentActor() actor: Actor, @IdempotencyKey(keyHeader) key: string, @Body({ schema: portalRecordRequest }) record: PortalRecordRequest): Promise<ProcedureRecordAnswer> {
    await this.demand(actor);
    const result = await importProcedureRecord(this.engine, record, { at: this.clock.now(), by: actor.subject, idempotencyKey: key }).catch((error: unknown) => {
      throw error instanceof NoProcedureRecordError ? problem('record-unreadable', undefined, [{ path: `/body/${error.path}`, reason: error.message }]) : error;
    });
    if (result.kind === 'key-conflict') {
      throw problem('idempotency-key-reused');
    }
    return this.show(result.id);
  }

  @Get(':id')
  async read(@CurrentActor() actor: Actor, @Param('id', idInPath) id: string): Promise<ProcedureRecordAnswer> {
    await this.demand(actor);
    return this.show(id);
  }

  @Post(':id/answers')
  @HttpCode(HttpStatus.OK)
  async answer(
    @CurrentActor() actor: Actor,
    @IdempotencyKey(keyHeader) key: string,
    @Param('id', idInPath) id: string,
    @Body({ schema: flagAnswersRequest }) { answers }: FlagAnswersRequest,
  ): Promise<ProcedureRecordAnswer> {
    await this.demand(actor);
    const outcome = await answerRecordFlags(this.engine, id, answers, { at: this.clock.now(), by: actor.subject, idempotencyKey: key });
    if (outcome.kind !== 'answered') {
      throw answerNotTaken(outcome);
    }
    return this.show(id);
  }

  @Post(':id/publication')
  @HttpCode(HttpStatus.CREATED)
  async publish(
    @CurrentActor() actor: Actor,
    @IdempotencyKey(keyHeader) key: string,
    @Param('id', idInPath) id: string,
    @Body({ schema: recordPublicationRequest }) { carryFrom, rules }: RecordPublicationRequest,
  ): Promise<RecordPublicationAnswer> {
    await this.demand(actor);
    const supplement = { rules: suppliedRules(rules), ...(carryFrom === undefined ? {} : { carryFrom }) };
    const result = await publishProcedureRecord(this.engine, id, supplement, { at: this.clock.now(), by: actor.subject, idempotencyKey: key });
    if (result.kind !== 'published') {
      throw publicationNotMade(result);
    }
    return viewPublication(result);
  }

  private async show(id: string): Promise<ProcedureRecordAnswer> {
    const record = await readProcedureRecord(this.engine.database.read, id);
    if (record === undefined) {
      throw problem('not-found', 'There is no record of this id');
    }
    return viewRecord(record);
  }

  private async demand(actor: Actor): Promise<void> {
    await this.rights.demand(actor, 'ManageCatalogue', { province: await this.rights.provinceOf(actor), agencies: [] });
  }
}

function suppliedRules(rules: RecordPublicationRequest['rules']): ReturnType<typeof parseSuppliedRules> {
  try {
    return parseSuppliedRules(rules);
  } catch (error) {
    throw error instanceof ProcedureFormatError ? rulesInvalid(error) : error;
  }
}
