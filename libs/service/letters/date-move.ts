import { type CalendarBook, type DossierEvent, type DossierState, foldDossier, foldEvent } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { tellsDate } from '../moved-date.js';

/** One event since the applicant was last told a date, with the dossier before it. */
export interface MoveStep {
  readonly event: DossierEvent;
  readonly before: DossierState;
  /** Of a calendar: the ones the dossier stood on. */
  readonly calendars?: CalendarBook;
}

/** How the dossier stood when the applicant was last told a date, and every event since that moved it. */
export interface DateMove {
  readonly told: DossierState;
  readonly steps: readonly MoveStep[];
}

/**
 * What moved the date a notice is about, up to its event: several publications passed at once, or a pause and a calendar, are
 * told together. The applicant was last told a date on a receipt, in an apology that gives one, or in the notice before.
 */
export async function readDateMove(engine: Engine, tx: Pick<Transaction, 'first' | 'rows'>, dossierId: string, events: readonly DossierEvent[]): Promise<DateMove> {
  const last = events.at(-1)?.seq ?? 0;
  const notice = await tx.first<{ seq: number | null }>(
    `SELECT max(owed_by_seq) AS seq FROM letter WHERE dossier_id = $1 AND kind = 'date-moved' AND owed_by_seq < $2 AND status <> 'withdrawn'`,
    [dossierId, last],
  );
  const given = events.findLast((event) => event.seq < last && tellsDate(event))?.seq ?? 1;
  const toldAt = Math.max(given, notice?.seq ?? 0);
  const told = foldDossier(events.filter(({ seq }) => seq <= toldAt));
  const steps: MoveStep[] = [];
  let before = told;
  for (const event of events.filter(({ seq }) => seq > toldAt)) {
    const after = foldEvent(before, event);
    if (after.appointment !== before.appointment) {
      steps.push({ event, before, ...(event.type === 'DeadlineMoved' ? { calendars: await engine.rules.calendars(tx, event.payload.fromSnapshot) } : {}) });
    }
    before = after;
  }
  return { told, steps };
}
