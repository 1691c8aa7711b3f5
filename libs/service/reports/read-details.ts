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

const DETAILS = ['pausedOverdueSameDay', 'finishedInError'] as const;

/**
 * What the dossiers of each group tell beside the figures. They are counted by the dossiers' last end and present agency, so a dossier
 * that was reopened after the period does not count. Groups with nothing are absent.
 */
export async function readDetails(tx: Reading, { scope, at }: Pick<FigureQuery, 'scope' | 'at'>, days: DaySpan, by: HandlingGroup): Promise<ReadonlyMap<string, Omit<HandlingDetails, 'pausedOverdue'>>> {
  const parameters = new Parameters();
  const { start, end, dateBegins } = momentsOf(days, at, parameters);
  const inOwn = inScope(scope, DOSSIER_COLUMNS, parameters);
  const one = (name: keyof Omit<HandlingDetails, 'pausedOverdue'>, which: string): string => {
    const columns = DETAILS.map((each) => `${each === name ? '1' : '0'} AS "${each}"`).join(', ');
    return `SELECT ${DOSSIER_COLUMNS[by]} AS key, ${columns} FROM dossier WHERE ${inOwn} AND ${COUNTED} AND accepted_at < ${end} AND ${which}`;
  };
  // Each of the two has an index of the few it may be: what was handled in a month is not read.
  const found = [
    one('pausedOverdueSameDay', `${openAt(end)} AND paused_at < ${end} AND became_late_at < ${end} AND due_at > ${dateBegins}`),
    one('finishedInError', `${leftWithin(start, end)} AND ${FINISHED_IN_ERROR}`),
  ].join(' UNION ALL ');
  const rows = await tx.rows<Omit<HandlingDetails, 'pausedOverdue'> & { readonly key: string }>(
    `SELECT key, ${DETAILS.map((each) => `sum("${each}") AS "${each}"`).join(', ')} FROM (${found}) AS found GROUP BY key`,
    parameters.values,
  );
  return new Map(rows.map(({ key, ...details }) => [key, details]));
}
