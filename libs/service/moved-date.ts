import { type DossierEvent, type DossierState, type EventType, foldEvent, isInStock } from '#domain';

/** Events by which a date given to the applicant can move without a letter of their own that says so. */
const MOVERS: readonly EventType[] = ['DeadlineMoved', 'SupplementReceived', 'ClockResumed', 'FinancialObligationMet', 'NoObligationConfirmed', 'CompetentAgencyReceived', 'DossierReopened'];

/**
 * The event for which the applicant is owed a notice of a moved date: the last of a draft's that moved it, once for all of them, so that publications passed at once give one letter. `undefined` where the date stands in the end, where a receipt or
 * an apology of the same draft says it, and where nobody holds a slip with the old one: a filing not accepted, a matter done
 * while its applicant waits, a dossier that has ended.
 */
export function movedDateTold(before: DossierState | undefined, events: readonly DossierEvent[]): DossierEvent | undefined {
  let state = before;
  let told = before?.appointment;
  let mover: DossierEvent | undefined;
  for (const event of events) {
    state = foldEvent(state, event);
    if (tellsDate(event)) {
      told = state.appointment;
      mover = undefined;
    } else if (MOVERS.includes(event.type)) {
      mover = event;
    }
  }
  return state === undefined || told === undefined || state.appointment === told || !holdsSlip(state) ? undefined : mover;
}

/** True when the applicant is told the date with this event: on a receipt, or in the apology that gives it. */
export function tellsDate(event: DossierEvent): boolean {
  switch (event.type) {
    case 'DossierReceived':
    case 'DossierImported':
    case 'DossierAccepted':
    case 'DueDateFixed':
    case 'TermExtended':
      return true;
    case 'ApologySigned':
      return event.payload.newAppointment !== undefined;
    default:
      return false;
  }
}

function holdsSlip({ immediate, extensions, provisional, status }: DossierState): boolean {
  return !provisional && isInStock(status) && (!immediate || extensions.length > 0);
}
