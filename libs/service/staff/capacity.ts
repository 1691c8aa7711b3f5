import { addCalendarDays, type CapacityDay, capacityOf, type DueRun, formatLocalDate, type Instant, instant, type LocalDate, localDateOf, parseLocalDate, startOfDay, withinCalendar } from '#domain';
import type { Engine } from '../engine.js';
import { calendarOfAgency } from '../calendars/calendar-of-agency.js';
import { type DossierBehind, type DossierPlace, pageOfDossiers } from '../figures/list-behind.js';
import { Parameters } from '../figures/scope.js';

interface WorkRow {
  readonly kind: DueKind;
  readonly at: number;
  readonly n: number;
}

/** What falls due in an agency: dossiers, stages it holds, and applicants' time for papers. */
export const DUE_WORK = ['dossiers', 'runs', 'supplements'] as const;
export type DueKind = (typeof DUE_WORK)[number];

const RUNNING = 'NOT d.closed AND d.in_stock AND d.paused_at IS NULL';

/** SQL: rows of what falls due in an agency between two moments, and when. A dossier stands in its row with the nearest target of its open stages, and who holds them. */
const DUE: Readonly<Record<DueKind, (agency: string, from: string, until: string) => string>> = {
  runs: (agency, from, until) => `SELECT d.id, d.stage_target_at AS at FROM dossier d WHERE ${RUNNING} AND d.holders && ARRAY[${agency}] AND d.stage_target_at >= ${from} AND d.stage_target_at < ${until}`,
  dossiers: (agency, from, until) => `SELECT d.id, d.due_at AS at FROM dossier d WHERE ${RUNNING} AND NOT d.provisional AND d.competent_agency = ${agency} AND d.due_at >= ${from} AND d.due_at < ${until}`,
  supplements: (agency, from, until) => `
    SELECT d.id, asked.at FROM dossier d CROSS JOIN LATERAL (
      SELECT coalesce(e.payload->'asked'->>'applicantDueAt', e.payload->>'applicantDueAt')::bigint AS at FROM dossier_event e
      WHERE e.dossier_id = d.id AND e.type IN ('SupplementRequested', 'CompletionRequested', 'DossierImported', 'DeadlineMoved')
        AND coalesce(e.payload->'asked'->>'applicantDueAt', e.payload->>'applicantDueAt') IS NOT NULL ORDER BY e.seq DESC LIMIT 1
    ) AS asked WHERE NOT d.closed AND d.status IN ('awaiting-completion', 'awaiting-supplement') AND d.competent_agency = ${agency} AND asked.at >= ${from} AND asked.at < ${until}`,
};

/** $1 agency, $2 from, $3 until. */
const WORK = DUE_WORK.map((kind) => `SELECT '${kind}' AS kind, at, count(*) AS n FROM (${DUE[kind]('$1', '$2', '$3')}) AS ${kind} GROUP BY at`).join(' UNION ALL ');

interface StaffRow {
  readonly active_from: string;
  readonly active_until: string | null;
  readonly spans: readonly (readonly [number, number])[] | null;
}

/** $1 agency, $2 first and $3 last local day, $4 from, $5 until. */
const STAFF = `
  SELECT s.active_from, s.active_until, (SELECT json_agg(json_build_array(a.from_at, a.until_at) ORDER BY a.from_at) FROM staff_absence a
    WHERE a.subject = s.subject AND a.cancelled_at IS NULL AND a.from_at < $5 AND a.until_at > $4) AS spans
  FROM staff s WHERE s.agency = $1 AND s.role = 'officer' AND s.active_from <= $3 AND (s.active_until IS NULL OR s.active_until >= $2) ORDER BY s.subject COLLATE "C"`;

/**
 * Work due in an agency day by day against its officers present, from today on; `undefined` for an agency without a calendar
 * and beyond it. For whoever reaches the agency. One statement for the work, one for the people. Of stages running side by side the one due first counts.
 */
export async function readCapacity(engine: Engine, agency: string, days: number, at: Instant): Promise<readonly CapacityDay[] | undefined> {
  const calendar = await calendarOfAgency(engine, agency);
  if (calendar === undefined) {
    return undefined;
  }
  const first = localDateOf(at);
  const [from, until] = [at, startOfDay(addCalendarDays(first, days))];
  const [work, staff] = await Promise.all([
    seenBy(engine, agency).read.rows<WorkRow>(WORK, [agency, from, until]),
    engine.database.read.rows<StaffRow>(STAFF, [agency, formatLocalDate(first), formatLocalDate(addCalendarDays(first, days - 1)), from, until]),
  ]);
  const of = (kind: WorkRow['kind']): readonly DueRun[] => work.filter((row) => row.kind === kind).map((row) => ({ at: row.at, runs: row.n }));
  return withinCalendar(() => capacityOf(
    calendar,
    at,
    days,
    { runs: of('runs'), dossiers: of('dossiers'), supplements: of('supplements') },
    staff.map(({ active_from, active_until, spans }) => ({
      activeFrom: parseLocalDate(active_from),
      ...(active_until === null ? {} : { activeUntil: parseLocalDate(active_until) }),
      absences: (spans ?? []).map(([start, end]) => ({ from: instant(start), until: instant(end) })),
    })),
  ));
}

/** Read as by whoever sees the agency alone, whose policy an index serves: behind that of a province every open dossier of it would be asked who holds it. */
function seenBy({ database }: Pick<Engine, 'database'>, agency: string): Engine['database'] {
  return database.within({ reach: 'agencies', agencies: [agency] });
}

/** A page of the dossiers `readCapacity` counts on one local day, the earliest received first; of today those of the rest of it. None on a day that is over. */
export async function listCapacityWork(engine: Pick<Engine, 'database'>, { agency, kind, day }: { readonly agency: string; readonly kind: DueKind; readonly day: LocalDate }, at: Instant, page: DossierPlace): Promise<readonly DossierBehind[]> {
  const parameters = new Parameters();
  const [own, from, until] = [parameters.add(agency, 'text'), parameters.add(Math.max(at, startOfDay(day)), 'bigint'), parameters.add(startOfDay(addCalendarDays(day, 1)), 'bigint')];
  return pageOfDossiers(seenBy(engine, agency), { sql: `id IN (SELECT id FROM (${DUE[kind](own, from, until)}) AS due_work)`, parameters, reasons: `'{}'::text[]` }, page);
}
