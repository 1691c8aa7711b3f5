import type { Instant } from '#domain';
import { openRiskModel } from '#domain/figures';
import type { Engine } from '../engine.js';
import { SHOWN_RUN } from '../figures/foretold.js';
import { readRiskModel, type StoredRiskModel } from './fit.js';
import { readLoads } from './loads.js';
import { readOpenMoments } from './moments.js';
import { type DossierRisk, type RiskReason, riskOf } from './score.js';

/** Why no probability is told of a dossier. */
export type Unforetold = 'not-open' | 'late' | 'without-date' | 'not-enough-history';

/** What is foretold of a dossier as it stands, or why nothing is. */
export type RiskAnswer = { readonly stored: StoredRiskModel | undefined } & ({ readonly risk: DossierRisk } | { readonly without: Unforetold });

/** The probability of one dossier from its events up to `at`, by the model in force. */
export async function readDossierRisk(engine: Pick<Engine, 'database'>, id: string, at: Instant): Promise<RiskAnswer> {
  const { read } = engine.database;
  const stored = await readRiskModel(engine);
  const row = await read.first<{ in_stock: boolean; late: boolean; competent_agency: string }>(
    'SELECT in_stock, competent_agency, became_late_at IS NOT NULL OR (paused_at IS NULL AND NOT provisional AND due_at < $2::bigint) AS late FROM dossier WHERE id = $1::uuid',
    [id, at],
  );
  if (row?.in_stock !== true) return { stored, without: 'not-open' };
  if (row.late) return { stored, without: 'late' };
  if (stored?.model === undefined) return { stored, without: 'not-enough-history' };
  const [moment] = (await readOpenMoments(read, await readLoads(read, at, row.competent_agency), at, { id })).moments;
  return moment === undefined ? { stored, without: 'without-date' } : { stored, risk: riskOf(openRiskModel(stored.model), moment) };
}

/** Which part of the list is asked for. */
export interface RiskListQuery {
  readonly scope: { readonly province: string } | { readonly agencies: readonly string[] };
  readonly limit: number;
  readonly after?: { readonly at: number; readonly id: string };
}

/** A line of the list. */
export interface RiskLine {
  readonly id: string;
  readonly code: string;
  readonly procedure_code: string;
  readonly agency: string;
  readonly due_at: number;
  readonly probability: number;
  readonly reasons: readonly RiskReason[];
  readonly as_of: number;
}

/** Open dossiers by their probability when all were last scored, the highest first; what has ended or become late since is left out. */
export async function listRisks({ database }: Pick<Engine, 'database'>, { scope, limit, after }: RiskListQuery): Promise<readonly RiskLine[]> {
  const [condition, whose] = 'province' in scope ? ['r.province = $1::text', scope.province] : ['r.agency = ANY($1::text[])', scope.agencies];
  return database.read.rows<RiskLine>(
    `SELECT d.id, d.code, d.procedure_code, r.agency, d.due_at, r.probability, r.reasons, r.as_of FROM dossier_risk r JOIN dossier d ON d.id = r.dossier_id
     WHERE r.run = ${SHOWN_RUN} AND ${condition} AND d.in_stock AND d.became_late_at IS NULL AND ($2::integer IS NULL OR (r.probability, r.dossier_id) < ($2::integer, $3::uuid))
     ORDER BY r.probability DESC, r.dossier_id DESC LIMIT $4::integer`,
    [whose, after?.at ?? null, after?.id ?? null, limit],
  );
}
