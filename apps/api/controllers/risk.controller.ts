import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import type { Actor } from '#domain';
import type { Clock, Engine } from '#service';
import { listRisks, readDossierRisk, readRiskModel } from '#service/figures';
import { CurrentActor } from '../identity/actor.js';
import { figureAgencies } from '../identity/figure-agency.js';
import { Rights } from '../identity/rights.js';
import { problem } from '../problems/problem.js';
import { readKey, writeKey } from '../reads/page.js';
import { dossierCode } from '../schemas/atoms.js';
import { noQuery } from '../schemas/queries.js';
import { type RisksQuery, risksQuery } from '../schemas/risk.js';
import { CLOCK, ENGINE } from '../parts.js';
import { type DossierRiskView, type RiskModelView, type RiskPage, viewDossierRisk, viewRiskModel, viewRiskPage } from '../views/risk-view.js';

/** How probably open dossiers become late: advice, always with how earlier forecasts fared. */
@Controller('api/v1')
export class RiskController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  /** One dossier as it stands this moment. */
  @Get('dossiers/:code/risk')
  async read(@CurrentActor() actor: Actor, @Param('code', { schema: dossierCode }) code: string, @Query({ schema: noQuery }) _query: object): Promise<DossierRiskView> {
    const { id, engine } = await this.rights.dossier(actor, 'ReadDossier', code);
    const at = this.clock.now();
    return viewDossierRisk(code, await readDossierRisk(engine, id, at), at);
  }

  /** The open dossiers of a scope as they were last scored, the most probable first. */
  @Get('metrics/risk')
  async list(@CurrentActor() actor: Actor, @Query({ schema: risksQuery }) { agency, limit, after }: RisksQuery): Promise<RiskPage> {
    await figureAgencies(this.engine, this.rights, actor, agency);
    const scope = await this.rights.scope(actor, 'ReadFigures', agency);
    const from = after === undefined ? undefined : readKey(after);
    const lines = await listRisks(await this.rights.reading(actor), { scope, limit: limit + 1, ...(from === undefined ? {} : { after: { at: from.at, id: from.key } }) });
    const page = lines.slice(0, limit);
    const last = page.at(-1);
    return viewRiskPage(page, lines.length > limit && last !== undefined ? writeKey({ at: last.probability, key: last.id }) : null, await readRiskModel(this.engine));
  }

  /** The model in force: what it weighs, and how it would have fared. */
  @Get('risk-models/current')
  async model(@CurrentActor() actor: Actor, @Query({ schema: noQuery }) _query: object): Promise<RiskModelView> {
    await this.rights.scope(actor, 'ReadFigures');
    const stored = await readRiskModel(this.engine);
    if (stored === undefined) {
      throw problem('not-found', 'No model has been fitted yet: the relay fits the first within minutes of its start, or, where too few dossiers are finished, in a later night');
    }
    return viewRiskModel(stored);
  }
}
