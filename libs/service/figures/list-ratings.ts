import { type Rating, startOfDay } from '#domain';
import type { DaySpan } from '#domain/figures';
import type { Engine } from '../engine.js';
import { COUNTED, DOSSIER_COLUMNS, endOf, ratedWithin } from './dossier-conditions.js';
import { type FigureScope, inScope, Parameters } from './scope.js';

/** A dossier behind the numbers of `satisfaction`. */
export interface RatedDossier {
  readonly id: string;
  readonly code: string;
  readonly procedure_code: string;
  readonly competent_agency: string;
  readonly rating: Rating;
  readonly rated_at: number;
}

/** Which ratings are listed. */
export interface RatingsQuery {
  readonly scope: FigureScope;
  readonly days: DaySpan;
  readonly after?: { readonly at: number; readonly id: string };
  readonly limit: number;
}

/** The dossiers rated within the days, by the rating that counts, the latest first. */
export async function listRatings({ database }: Pick<Engine, 'database'>, { scope, days, after, limit }: RatingsQuery): Promise<readonly RatedDossier[]> {
  const parameters = new Parameters();
  const within = ratedWithin(parameters.add(startOfDay(days.first), 'bigint'), parameters.add(endOf(days), 'bigint'));
  const rated = `${inScope(scope, DOSSIER_COLUMNS, parameters)} AND ${COUNTED} AND ${within}`;
  const [at, id, most] = [1, 2, 3].map((place) => `$${String(parameters.values.length + place)}`);
  return database.read.rows<RatedDossier>(
    `SELECT id, code, procedure_code, competent_agency, rating, rated_at FROM dossier
     WHERE ${rated} AND (${String(at)}::bigint IS NULL OR (rated_at, id) < (${String(at)}::bigint, ${String(id)}::uuid)) ORDER BY rated_at DESC, id DESC LIMIT ${String(most)}::integer`,
    [...parameters.values, after?.at ?? null, after?.id ?? null, limit],
  );
}
