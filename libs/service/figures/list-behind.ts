import type { Instant } from '#domain';
import { type Count, type DaySpan, getRate, isOfDesk, type RateName, type Sum } from '#domain/figures';
import type { Database } from '#persistence';
import { behindSum, reasonsOf, subtractedOf } from './behind-counts.js';
import { DOSSIER_COLUMNS, momentsOf } from './dossier-conditions.js';
import { type FigureScope, inScope, Parameters } from './scope.js';

/** Which dossiers of a rate are meant: of its two sums, or those its numerator takes off the denominator, each with why. */
export const RATE_PARTS = ['numerator', 'denominator', 'subtracted'] as const;
export type RatePart = (typeof RATE_PARTS)[number];

/** A question about the dossiers behind a rate. */
export interface BehindQuery {
  readonly rate: RateName;
  readonly part: RatePart;
  readonly scope: FigureScope;
  readonly days: DaySpan;
  readonly at: Instant;
}

/** A dossier behind a rate, without personal data. */
export interface DossierBehind {
  readonly id: string;
  readonly code: string;
  readonly status: string;
  readonly procedure_code: string;
  readonly competent_agency: string;
  readonly received_at: number;
  readonly due_at: number | null;
  readonly appointment: number | null;
  readonly became_late_at: number | null;
  readonly paused_at: number | null;
  readonly finished_at: number | null;
  /** The counts by which it is taken off, one or more; none where what is taken off was not asked for. */
  readonly reasons: readonly Count[];
}

/** A condition on the table `dossier` and the values of its placeholders. */
export interface DossierCondition {
  readonly sql: string;
  readonly parameters: Parameters;
  /** SQL: the counts by which a dossier is taken off, as an array. */
  readonly reasons: string;
}

/**
 * The dossiers behind a part of a rate; `undefined` where it is not told of dossiers, or takes nothing off. One line a
 * dossier: one that was finished late, reopened and finished late again within the period is in the number of the kept figures
 * twice, and a past period lists dossiers with their present agency, pause and promise.
 */
export function behindRate({ rate, part, scope, days, at }: BehindQuery): DossierCondition | undefined {
  const parameters = new Parameters();
  const sum = partOf(rate, part);
  const moments = momentsOf(days, at, parameters);
  const behind = scope.officer === undefined && sum !== undefined ? behindSum(sum, moments) : undefined;
  if (sum === undefined || behind === undefined) {
    return undefined;
  }
  // What a desk owes is counted for the desk, and so it is listed.
  const columns = sum.plus.every(isOfDesk) ? { ...DOSSIER_COLUMNS, agency: 'receiving_agency' } : DOSSIER_COLUMNS;
  return { sql: `${inScope(scope, columns, parameters)} AND ${behind}`, parameters, reasons: reasonsOf(part === 'subtracted' ? sum.plus : [], moments) };
}

function partOf(rate: RateName, part: RatePart): Sum | undefined {
  const { numerator, denominator } = getRate(rate);
  return part === 'subtracted' ? subtractedOf(numerator) : part === 'numerator' ? numerator : denominator;
}

/** A page of the dossiers behind a rate, the earliest received first; `undefined` as in `behindRate`. */
export async function listBehind(database: Pick<Database, 'read'>, query: BehindQuery, page: DossierPlace): Promise<readonly DossierBehind[] | undefined> {
  const behind = behindRate(query);
  return behind === undefined ? undefined : pageOfDossiers(database, behind, page);
}

/** Where a page of dossiers begins and how long it is at most. */
export interface DossierPlace {
  readonly after?: { readonly at: number; readonly id: string };
  readonly limit: number;
}

/** A page of the dossiers of a condition, the earliest received first. */
export async function pageOfDossiers(database: Pick<Database, 'read'>, { sql, parameters, reasons }: DossierCondition, { after, limit }: DossierPlace): Promise<readonly DossierBehind[]> {
  const place = after === undefined ? 'TRUE' : `(received_at, id) > (${parameters.add(after.at, 'bigint')}, ${parameters.add(after.id, 'uuid')})`;
  return database.read.rows<DossierBehind>(
    `SELECT id, code, status, procedure_code, competent_agency, received_at, CASE WHEN basis = 'none' THEN NULL ELSE due_at END AS due_at, appointment, became_late_at, paused_at, finished_at,
       ${reasons} AS reasons
     FROM dossier WHERE ${sql} AND ${place} ORDER BY received_at, id LIMIT ${parameters.add(limit, 'integer')}`,
    parameters.values,
  );
}
