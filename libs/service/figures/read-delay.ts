import { startOfDay } from '#domain';
import { type DaySpan, daysOf } from '#domain/figures';
import type { Database } from '#persistence';
import { COUNTED, DOSSIER_COLUMNS, endOf, leftWithin } from './dossier-conditions.js';
import { readFigure } from './read-figure.js';
import { type FigureQuery, inScope, Parameters } from './scope.js';

/** A part of a delay and whose it is; the stage is empty where delays are not told apart by stage, or for what is no stage's. */
export interface DelayPart {
  readonly agency: string;
  readonly stage: string;
  readonly minutes: number;
}

/** The delays of the dossiers that finished late in a period, and whose they are. */
export interface DelayAnswer {
  readonly days: DaySpan;
  readonly source: 'cells' | 'dossiers';
  /** Dossiers of the scope that finished late, and by how many whole working minutes together. */
  readonly late: number;
  readonly minutes: number;
  /** Of the dossiers, those imported with their end whose delay was not counted: they add no minutes. */
  readonly unmeasured: number;
  readonly parts: readonly DelayPart[];
}

type DelayQuery = Pick<FigureQuery, 'scope' | 'period' | 'at'>;

/**
 * Delays by the agency they are charged to, from the kept figures. `undefined` when no grain tells the scope apart. Over all
 * agencies the parts sum to the whole; asked for one agency, its part is of everybody's delays and the whole that of its own dossiers.
 */
export async function readDelayByAgency(database: Pick<Database, 'read'>, query: DelayQuery): Promise<DelayAnswer | undefined> {
  const { source, days, figures } = await readFigure(database, { ...query, rates: [], groupBy: 'agency' });
  if (source !== 'cells') {
    return undefined;
  }
  const sum = (count: 'finishedLate' | 'delayMinutes' | 'delayUnmeasured'): number => figures.reduce((total, { counts }) => total + (counts[count] ?? 0), 0);
  const parts = figures.map(({ group, counts }) => ({ agency: group, stage: '', minutes: counts.delayShareMinutes ?? 0 })).filter(({ minutes }) => minutes !== 0);
  return { days, source, late: sum('finishedLate'), minutes: sum('delayMinutes'), unmeasured: sum('delayUnmeasured'), parts };
}

interface StageRow {
  readonly agency: string | null;
  readonly stage: string | null;
  readonly part: number | null;
  readonly late: number;
  readonly minutes: number;
  readonly unmeasured: number;
}

/**
 * Delays by stage and agency, told from the ends of the dossiers themselves, in one statement: the parts sum to the whole. What an import
 * tells no steps of has no stage. A dossier that was reopened counts by its last end, one that was transferred by its present agency.
 */
export async function readDelayByStage(database: Pick<Database, 'read'>, query: DelayQuery): Promise<DelayAnswer> {
  const days = daysOf(query.period);
  const parameters = new Parameters();
  const scope = inScope(query.scope, DOSSIER_COLUMNS, parameters);
  const within = leftWithin(parameters.add(startOfDay(days.first), 'bigint'), parameters.add(endOf(days), 'bigint'));
  const rows = await database.read.rows<StageRow>(
    `WITH ended AS MATERIALIZED (
       SELECT id, competent_agency, delay_ms / ${String(MS_PER_MINUTE)} AS minutes FROM dossier
       WHERE ${scope} AND ${COUNTED} AND punctuality = 'late' AND ${within}
     ), told AS (
       SELECT ended.*, last.type, last.shares
       FROM ended LEFT JOIN LATERAL (
         SELECT e.type, e.payload->'finish'->'shares' AS shares FROM dossier_event e
         WHERE e.dossier_id = ended.id AND e.type IN (${ENDS}) ORDER BY e.seq DESC LIMIT 1
       ) AS last ON TRUE
     ), shared AS (
       SELECT share.agency, share.stage, sum(share.minutes)::bigint AS part
       FROM told CROSS JOIN LATERAL json_to_recordset(coalesce(told.shares, json_build_array(json_build_object('agency', told.competent_agency, 'stage', '', 'minutes', told.minutes))))
         AS share (agency text, stage text, minutes bigint)
       GROUP BY share.agency, share.stage
     ), whole AS (
       SELECT count(*) AS late, coalesce(sum(minutes), 0)::bigint AS minutes, count(*) FILTER (WHERE type = 'DossierImported' AND shares IS NULL) AS unmeasured FROM told
     )
     SELECT shared.agency, shared.stage, shared.part, whole.late, whole.minutes, whole.unmeasured FROM whole LEFT JOIN shared ON shared.part > 0
     ORDER BY shared.part DESC, shared.agency COLLATE "C", shared.stage COLLATE "C"`,
    parameters.values,
  );
  const parts = rows.flatMap(({ agency, stage, part }) => (agency === null || stage === null || part === null ? [] : [{ agency, stage, minutes: part }]));
  return { days, source: 'dossiers', late: rows[0]?.late ?? 0, minutes: rows[0]?.minutes ?? 0, unmeasured: rows[0]?.unmeasured ?? 0, parts };
}

const MS_PER_MINUTE = 60_000;
const ENDS = ['DossierImported', 'ResultRecorded', 'UnsupplementedClosed', 'DossierWithdrawn', 'DossierSuspended'].map((type) => `'${type}'`).join(', ');
