import type { Instant } from '../time/instant.js';
import type { NewEvent } from './events.js';
import type { DossierState } from './state.js';

/** The body at work should be warned about, before its time is over. */
export function warnOfParty(state: DossierState, number: number, occurredAt: Instant): readonly NewEvent[] {
  return state.parties.flatMap((party): readonly NewEvent[] => (party.number === number ? [{ type: 'PartyWarned', payload: { number, dueAt: party.dueAt }, occurredAt }] : []));
}

/** The time of the body at work is over, or the new date it promised when it explained its delay. */
export function partyLate(state: DossierState, number: number, occurredAt: Instant): readonly NewEvent[] {
  return state.parties.flatMap((party): readonly NewEvent[] =>
    party.number === number
      ? [{ type: 'PartyBecameLate', payload: { number, dueAt: occurredAt, ...(party.lateAt === undefined ? {} : { promised: true }) }, occurredAt }]
      : [],
  );
}

/** Nobody answered within the limit: consent where the law takes silence for it, else the agency asked is late. */
export function opinionSilent(state: DossierState, number: number, occurredAt: Instant): readonly NewEvent[] {
  return state.opinions.flatMap((opinion): readonly NewEvent[] =>
    opinion.number === number ? [{ type: opinion.silence === 'consent' ? 'OpinionDeemedConsent' : 'OpinionBecameLate', payload: { number, dueAt: occurredAt }, occurredAt }] : [],
  );
}
