import { type EffectiveCalendar, formatLocalDate, hasEnded, instant, type Instant, localDateOf, yearOf, yearsToConfirm } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';

/** A year of a province's calendars that somebody must confirm by its notice. */
export interface YearAlarm {
  readonly province: string;
  readonly year: number;
}

const KIND = 'calendar-unconfirmed';

/** An agency with a calendar, and the latest date by law of a dossier open there. */
interface Member {
  readonly code: string;
  readonly latest: number | null;
}

// One look into the index of open dossiers for each agency, however many dossiers there are.
const MEMBERS = `SELECT m.agency_code AS code, (SELECT max(d.due_at) FROM dossier d WHERE NOT d.closed AND d.competent_agency = m.agency_code) AS latest
  FROM calendar_version_agency m WHERE m.version_id = $1 ORDER BY m.agency_code`;

/**
 * Opens one task for each year of each province that must be confirmed now, for the province's own people, and closes those
 * of years that have been. A year that was confirmed and is not any more has its task again. Returns the alarms that stand.
 */
export async function raiseYearAlarms(engine: Pick<Engine, 'database' | 'rules'>, at: Instant): Promise<readonly YearAlarm[]> {
  return engine.database.transaction(async (tx) => {
    const alarms = await findYearAlarms(engine, tx, at);
    const keys = alarms.map(({ province, year }) => `${KIND}:${province}:${String(year)}`);
    for (const [index, { province, year }] of alarms.entries()) {
      await tx.run(
        `INSERT INTO task (key, kind, dossier_id, agency, subject, data, created_at) VALUES ($1, $2, NULL, $3, NULL, $4, $5)
         ON CONFLICT (key) DO UPDATE SET done_at = NULL, created_at = excluded.created_at WHERE task.done_at IS NOT NULL`,
        [keys[index], KIND, province, JSON.stringify({ year }), at],
      );
    }
    await tx.run('UPDATE task SET done_at = $1 WHERE kind = $2 AND done_at IS NULL AND key <> ALL($3)', [at, KIND, keys]);
    return alarms;
  });
}

async function findYearAlarms({ rules }: Pick<Engine, 'rules'>, tx: Transaction, at: Instant): Promise<readonly YearAlarm[]> {
  const head = await tx.first<{ version_id: string }>('SELECT version_id FROM calendar_head');
  if (head === undefined) {
    return [];
  }
  const today = localDateOf(at);
  const [book, agencies, members] = [
    await rules.calendars(tx, head.version_id),
    await rules.agencies(tx),
    await tx.rows<Member>(MEMBERS, [head.version_id]),
  ];
  const byProvince = new Map<string, { readonly calendars: Set<EffectiveCalendar>; reach: number }>();
  for (const { code, latest } of members) {
    const agency = agencies.get(code);
    if (agency !== undefined) {
      const known = byProvince.get(agency.province) ?? { calendars: new Set(), reach: 0 };
      known.reach = Math.max(known.reach, latest === null ? 0 : yearOf(localDateOf(instant(latest))));
      if (!hasEnded(agency, formatLocalDate(today))) {
        known.calendars.add(book.processing(code).effective).add(book.intake(code).effective);
      }
      byProvince.set(agency.province, known);
    }
  }
  return [...byProvince].flatMap(([province, { calendars, reach }]) => yearsToConfirm([...calendars], today, reach).map((year) => ({ province, year })));
}
