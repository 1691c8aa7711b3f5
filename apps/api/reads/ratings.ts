import type { Instant } from '#domain';
import { type FigureScope, listRatings } from '#service/figures';
import { RATING_LABELS } from '#vi';
import { isoOf } from '../schemas/atoms.js';
import type { RatingsRequest } from '../schemas/figure-query.js';
import { dossierPath } from '../views/dossier-view.js';
import type { RatedItem } from '../views/figure-view.js';
import { askedPeriod } from './asked-period.js';
import type { FigureReader } from './figure-reader.js';
import { type Page, readKey, writeKey } from './page.js';

/** A page of the dossiers behind `satisfaction`. Throws a 400 problem for a key that is none. */
export async function readRatings({ engine, counts }: FigureReader, scope: FigureScope, request: RatingsRequest, at: Instant): Promise<Page<RatedItem>> {
  const after = request.after === undefined ? undefined : readKey(request.after);
  const rated = await listRatings({ database: counts }, {
    scope,
    days: (await askedPeriod(engine, scope.province, request, at)).days,
    limit: request.limit + 1,
    ...(after === undefined ? {} : { after: { at: after.at, id: after.key } }),
  });
  const page = rated.slice(0, request.limit);
  const last = page.at(-1);
  return {
    items: page.map(({ code, procedure_code: procedureCode, competent_agency: agency, rating, rated_at: ratedAt }) => ({ code, self: dossierPath(code), procedureCode, agency, rating, label: RATING_LABELS[rating], ratedAt: isoOf(ratedAt) })),
    next: rated.length > request.limit && last !== undefined ? writeKey({ at: last.rated_at, key: last.id }) : null,
  };
}
