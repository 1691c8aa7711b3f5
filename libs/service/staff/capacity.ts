import { addCalendarDays, type CapacityDay, capacityOf, type DueRun, formatLocalDate, type Instant, instant, localDateOf, parseLocalDate, startOfDay, withinCalendar } from '#domain';
import type { Engine } from '../engine.js';
import { calendarOfAgency } from '../calendars/calendar-of-agency.js';

interface WorkRow {
  readonly kind: 'run' | 'dossier' | 'supplement';
  readonly at: number;
  readonly n: number;
}

/** $1 agency, $2 from, $3 until. A dossier stands in its row with the nearest target of its open stages, and who holds them. */
const WORK = `
  SELECT 'run' AS kind, stage_target_at AS at, count(*) AS n FROM dossier
   WHERE NOT closed AND in_stock AND paused_at IS NULL AND holders && ARRAY[$1] AND stage_target_at >= $2 AND stage_target_at < $3 GROUP BY stage_target_at
  UNION ALL
  SELECT 'dossier', due_at, count(*) FROM dossier
   WHERE NOT closed AND in_stock AND paused_at IS NULL AND NOT provisional AND competent_agency = $1 AND due_at >= $2 AND due_at < $3 GROUP BY due_at
  UNION ALL
  SELECT 'supplement', asked.at, count(*) FROM dossier d CROSS JOIN LATERAL (
     SELECT coalesce(e.payload->'asked'->>'applicantDueAt', e.payload->>'applicantDueAt')::bigint AS at FROM dossier_event e
     WHERE e.dossier_id = d.id AND e.type IN ('SupplementRequested', 'CompletionRequested', 'DossierImported', 'DeadlineMoved')
       AND coalesce(e.payload->'asked'->>'applicantDueAt', e.payload->>'applicantDueAt') IS NOT NULL ORDER BY e.seq DESC LIMIT 1
   ) AS asked WHERE NOT d.closed AND d.status IN ('awaiting-completion', 'awaiting-supplement') AND d.competent_agency = $1 AND asked.at >= $2 AND asked.at < $3 GROUP BY asked.at`;

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
 * and beyond it. One statement for the work, one for the people. Of stages running side by side the one due first counts.
 */
export async function readCapacity(engine: Engine, agency: string, days: number, at: Instant): Promise<readonly CapacityDay[] | undefined> {
  const { read } = engine.database;
  const calendar = await calendarOfAgency(engine, agency);
  if (calendar === undefined) {
    return undefined;
  }
  const first = localDateOf(at);
  const [from, until] = [at, startOfDay(addCalendarDays(first, days))];
  const [work, staff] = await Promise.all([
    read.rows<WorkRow>(WORK, [agency, from, until]),
    read.rows<StaffRow>(STAFF, [agency, formatLocalDate(first), formatLocalDate(addCalendarDays(first, days - 1)), from, until]),
  ]);
  const of = (kind: WorkRow['kind']): readonly DueRun[] => work.filter((row) => row.kind === kind).map((row) => ({ at: row.at, runs: row.n }));
  return withinCalendar(() => capacityOf(
    calendar,
    at,
    days,
    { runs: of('run'), dossiers: of('dossier'), supplements: of('supplement') },
    staff.map(({ active_from, active_until, spans }) => ({
      activeFrom: parseLocalDate(active_from),
      ...(active_until === null ? {} : { activeUntil: parseLocalDate(active_until) }),
      absences: (spans ?? []).map(([start, end]) => ({ from: instant(start), until: instant(end) })),
    })),
  ));
}
