import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { formatLocalDate, localDateOf, type ProcedureVersion } from '#domain';
import type { Clock, Engine } from '#service';
import { problem } from '../problems/problem.js';
import { listProcedures } from '../reads/catalogue.js';
import type { Page } from '../reads/page.js';
import { reference } from '../schemas/atoms.js';
import { type ProceduresQuery, proceduresQuery } from '../schemas/queries.js';
import { CLOCK, ENGINE } from '../parts.js';
import type { ProcedureSummary } from '../views/catalogue-schema.js';

/** Procedures in force, with their cases, stages, terms and papers. */
@Controller('api/v1/procedures')
export class ProceduresController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  list(@Query({ schema: proceduresQuery }) query: ProceduresQuery): Promise<Page<ProcedureSummary>> {
    return listProcedures(this.engine, query, this.clock.now());
  }

  @Get(':code')
  async read(@Param('code', { schema: reference }) code: string): Promise<ProcedureVersion> {
    const today = formatLocalDate(localDateOf(this.clock.now()));
    const published = await this.engine.rules.procedureInForce(this.engine.database.read, code, today);
    if (published === undefined) {
      throw problem('not-found', `No procedure with the code ${code} is in force`);
    }
    return published.procedure;
  }
}
