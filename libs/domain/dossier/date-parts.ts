import type { DatesMoved, NewEvent, TermSet } from './events.js';

/** The term an event sets, provisional ones of online filings among them; `undefined` where it sets none. */
export function termIn(event: NewEvent): TermSet | undefined {
  switch (event.type) {
    case 'DossierReceived':
    case 'DossierAccepted':
      return event.payload.term;
    case 'DossierRegistered':
    case 'FilingCompleted':
      return event.payload.provisional;
    case 'FinancialObligationMet':
    case 'NoObligationConfirmed':
      return event.payload.term;
    default:
      return undefined;
  }
}

/** The dates an event moves; `undefined` where it moves none. */
export function datesIn(event: NewEvent): DatesMoved | undefined {
  switch (event.type) {
    case 'ClockResumed':
    case 'FinancialObligationMet':
    case 'SupplementReceived':
    case 'CompetentAgencyReceived':
    case 'DossierReopened':
    case 'DeadlineMoved':
    case 'DueDateFixed':
    case 'TermExtended':
      return event.payload.dates;
    default:
      return undefined;
  }
}

/** What an event says of the end of the limit of the statute. */
export function statutoryDateIn(event: NewEvent): number | undefined {
  return datesIn(event)?.statutoryDueAt ?? termIn(event)?.statutoryDueAt;
}
