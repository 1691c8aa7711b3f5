import type { DaySpan, HandlingDetails } from '#domain/figures';
import type { HandlingGroup } from './report-kinds.js';
import type { Statements } from '#persistence';
import { COUNTED, DOSSIER_COLUMNS, leftWithin, momentsOf, openAt } from '../figures/dossier-conditions.js';
import { type FigureQuery, inScope, Parameters } from '../figures/scope.js';

type Reading = Pick<Statements, 'rows'>;

/** SQL: the dossier's case gives its dossiers a date. */
const GIVES_A_DATE = `NOT EXISTS (SELECT 1 FROM procedure_version v CROSS JOIN LATERAL jsonb_array_elements(v.data::jsonb -> 'cases') AS kind
  WHERE v.code = dossier.procedure_code AND v.version = dossier.procedure_version AND kind ->> 'code' = dossier.case_code AND kind ? 'dating')`;

/** SQL: finished without a date although its procedure gives one: an error of imported data. */
export const FINISHED_IN_ERROR = `coalesce(punctuality, 'undated') = 'undated' AND imported AND ${GIVES_A_DATE}`;

/**
 * What the dossiers of each group tell beside the figures. They are counted by the dossiers' last end and present agency, so a dossier
 * that was reopened after the period does not count. Groups with nothing are absent.
 */
export async function readDetails(tx: Reading, { scope, at }: Pick<FigureQuery, 'scope' | 'at'>, days: DaySpan, by: HandlingGroup): Promise<ReadonlyMap<string, Omit<HandlingDetails, 'pausedOverdue'>>> {
  const parameters = new Parameters();
  const { start, end, dateBegins } = momentsOf(days, at, parameters);
  const inOwn = inScope(scope, DOSSIER_COLUMNS, parameters);
  const left = leftWithin(start, end);
  const pausedLate = `${openAt(end)} AND paused_at < ${end} AND became_late_at < ${end}`;
  const counts = {
    pausedOverdueSameDay: `${pausedLate} AND due_at > ${dateBegins}`,
    finishedInError: `${left} AND ${FINISHED_IN_ERROR}`,
  };
  const columns = Object.entries(counts).map(([name, condition]) => `count(*) FILTER (WHERE ${condition}) AS "${name}"`);
  const rows = await tx.rows<Omit<HandlingDetails, 'pausedOverdue'> & { readonly key: string }>(
    `SELECT ${DOSSIER_COLUMNS[by]} AS key, ${columns.join(', ')} FROM dossier
     WHERE ${inOwn} AND ${COUNTED} AND accepted_at < ${end} AND (${left} OR (${pausedLate})) GROUP BY 1`,
    parameters.values,
  );
  return new Map(rows.map(({ key, ...details }) => [key, details]));
}
