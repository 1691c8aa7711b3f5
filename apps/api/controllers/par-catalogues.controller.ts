import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Param, Post, Query } from '@nestjs/common';
import { type Actor, ProcedureFormatError } from '#domain';
import type { Clock, Engine } from '#service';
import { findParCatalogue, listParCatalogues, onceByKey, publishParCatalogue } from '#service/figures';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { CLOCK, ENGINE } from '../parts.js';
import { pointerOf, problem } from '../problems/problem.js';
import type { Page } from '../reads/page.js';
import { idempotencyKey, reference } from '../schemas/atoms.js';
import { type ParCatalogueContent, parCatalogueContent, type ParCatalogueQuery, parCatalogueQuery } from '../schemas/par-index.js';
import { type PageQuery, pageQuery } from '../schemas/queries.js';
import { type ParCatalogueAnswer, viewParCatalogue } from '../views/par-index-view.js';

/** Sets of criteria of the PAR INDEX: versions that are published and never changed. */
@Controller('api/v1/par-index/catalogues')
export class ParCataloguesController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  @Get()
  async list(@Query({ schema: pageQuery }) { limit, after }: PageQuery): Promise<Page<ParCatalogueAnswer>> {
    const found = await listParCatalogues(this.engine.database.read, { limit: limit + 1, ...(after === undefined ? {} : { after }) });
    const items = found.slice(0, limit).map(viewParCatalogue);
    return { items, next: found.length > limit ? (items.at(-1)?.code ?? null) : null };
  }

  @Get(':code')
  async read(@Param('code', { schema: reference }) code: string, @Query({ schema: parCatalogueQuery }) { version }: ParCatalogueQuery): Promise<ParCatalogueAnswer> {
    const found = await findParCatalogue(this.engine.database.read, code, version);
    if (found === undefined) {
      throw problem('not-found', `There is no set of criteria ${code}${version === undefined ? '' : ` of version ${String(version)}`}`);
    }
    return viewParCatalogue(found);
  }

  /** Publishes the set of that code as its next version; sheets keep theirs until told to go over. */
  @Post(':code/versions')
  @HttpCode(HttpStatus.CREATED)
  async publish(
    @CurrentActor() actor: Actor,
    @IdempotencyKey({ schema: idempotencyKey }) key: string,
    @Param('code', { schema: reference }) code: string,
    @Body({ schema: parCatalogueContent }) body: ParCatalogueContent,
  ): Promise<ParCatalogueAnswer> {
    await this.rights.demand(actor, 'ManageCatalogue', { province: await this.rights.provinceOf(actor), agencies: [] });
    if (body.code !== code) {
      throw problem('par-catalogue-invalid', undefined, [{ path: '/body/code', reason: `must be ${code}, as the address says` }]);
    }
    const at = this.clock.now();
    const published = await onceByKey(this.engine, { actor, key, at, request: { publish: body } }, (tx) => publishParCatalogue(tx, body, { at, by: actor.subject })).catch((error: unknown) => {
      throw error instanceof ProcedureFormatError ? invalid(error) : error;
    });
    if ('kind' in published) {
      throw problem('idempotency-key-reused');
    }
    return viewParCatalogue(published);
  }
}

/** The wrong place as a pointer into the body. */
function invalid({ path, message }: ProcedureFormatError): ReturnType<typeof problem> {
  return problem('par-catalogue-invalid', undefined, [{ path: `/body/${pointerOf(path)}`, reason: message }]);
}
