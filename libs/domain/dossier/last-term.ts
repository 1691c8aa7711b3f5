import { instant, type Instant } from '../time/instant.js';
import type { NewEvent } from './events.js';

/** Where a term began: with which event, and from which moment it is counted. */
export interface TermBegun {
  readonly index: number;
  readonly from: Instant;
}

/** Where a dossier's term last began; `undefined` for imported ones. */
export function lastTerm(events: readonly NewEvent[]): TermBegun | undefined {
  for (let index = events.length - 1; index >= 0; index -= 1) {
    const event = events[index];
    const from = event === undefined ? undefined : countedFrom(event);
    if (from !== undefined) {
      return { index, from: instant(from) };
    }
  }
  return undefined;
}

/** The moment the term an event begins is counted from; `undefined` where it begins none. */
function countedFrom(event: NewEvent): number | undefined {
  switch (event.type) {
    case 'DossierReceived':
    case 'DossierAccepted':
    case 'NoObligationConfirmed':
      return event.payload.term.countedFrom;
    case 'DossierRegistered':
    case 'FilingCompleted':
      return event.payload.provisional.countedFrom;
    case 'CompetentAgencyReceived':
    case 'SupplementReceived':
      return event.payload.dates.countedFrom;
    case 'FinancialObligationMet':
      return event.payload.term?.countedFrom;
    default:
      return undefined;
  }
}
