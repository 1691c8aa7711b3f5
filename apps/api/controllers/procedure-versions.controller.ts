import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import type { Actor } from '#domain';
import { type CataloguedVersion, type Clock, type Engine, findProcedureVersion, lastVersionBelow, listProcedureVersions, listTouchedDossiers } from '#service';
import { CurrentActor } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { CLOCK, ENGINE } from '../parts.js';
import { problem } from '../problems/problem.js';
import { type Page, readKey, writeKey } from '../reads/page.js';
import { reference } from '../schemas/atoms.js';
import { type DifferenceQuery, differenceQuery, type OpenDossiersQuery, openDossiersQuery, versionNumber } from '../schemas/procedures.js';
import { type TimelineQuery, timelineQuery } from '../schemas/queries.js';
import {
  type ProcedureDifferenceAnswer,
  type ProcedureVersionAnswer,
  type ProcedureVersionItem,
  type TouchedDossierAnswer,
  viewDifference,
  viewTouched,
  viewVersion,
  viewVersionItem,
} from '../views/procedure-version-view.js';

/** No version has this number: the greatest PostgreSQL's integer holds. */
const NO_BOUND = 2_147_483_647;
const codeInPath = { schema: reference };

/** Every version of a procedure ever published, what differs between two, and the open dossiers a change touches. */
@Controller('api/v1/procedures/:code')
export class ProcedureVersionsController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  @Get('versions')
  async list(@Param('code', codeInPath) code: string, @Query({ schema: timelineQuery }) { limit, after }: TimelineQuery): Promise<Page<ProcedureVersionItem>> {
    const found = await listProcedureVersions(this.engine.database.read, code, { limit: limit + 1, ...(after === undefined ? {} : { after }) });
    const items = found.slice(0, limit).map(viewVersionItem);
    return { items, next: found.length > limit ? String(items.at(-1)?.version ?? '') : null };
  }

  @Get('versions/:version')
  async read(@Param('code', codeInPath) code: string, @Param('version', { schema: versionNumber }) version: number): Promise<ProcedureVersionAnswer> {
    const agencies = await this.engine.rules.agencies(this.engine.database.read);
    return viewVersion(await this.find(code, version), (agency) => agencies.get(agency)?.name ?? agency);
  }

  @Get('difference')
  async difference(@Param('code', codeInPath) code: string, @Query({ schema: differenceQuery }) { from, to }: DifferenceQuery): Promise<ProcedureDifferenceAnswer> {
    const after = to === undefined ? await this.lastBelow(code, NO_BOUND) : await this.find(code, to);
    const before = from === undefined ? await this.lastBelow(code, after.procedure.version) : await this.find(code, from);
    return viewDifference(before.procedure, after.procedure);
  }

  /** Open dossiers under the reader's scope; each keeps the version it began with. */
  @Get('open-dossiers')
  async touched(@CurrentActor() actor: Actor, @Param('code', codeInPath) code: string, @Query({ schema: openDossiersQuery }) { limit, after, agency }: OpenDossiersQuery): Promise<Page<TouchedDossierAnswer>> {
    const key = after === undefined ? undefined : readKey(after);
    const scope = await this.rights.scope(actor, 'ReadDossier', agency);
    const found = await listTouchedDossiers(this.engine, { code, scope, limit: limit + 1, ...(key === undefined ? {} : { after: { at: key.at, id: key.key } }) }, this.clock.now());
    const items = found.slice(0, limit);
    const last = items.at(-1)?.item;
    return { items: items.map(viewTouched), next: found.length > limit && last !== undefined ? writeKey({ at: last.receivedAt, key: last.id }) : null };
  }

  private async lastBelow(code: string, bound: number): Promise<CataloguedVersion> {
    const found = await lastVersionBelow(this.engine.database.read, code, bound);
    if (found === undefined) {
      throw problem('not-found', bound === NO_BOUND ? `No version of procedure ${code} was published` : `Procedure ${code} has no version before ${String(bound)}: there is nothing to compare it with`);
    }
    return found;
  }

  private async find(code: string, version: number): Promise<CataloguedVersion> {
    const found = await findProcedureVersion(this.engine.database.read, code, version);
    if (found === undefined) {
      throw problem('not-found', `Procedure ${code} has no version ${String(version)}`);
    }
    return found;
  }
}
