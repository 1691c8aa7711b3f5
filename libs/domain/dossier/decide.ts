import { refusalOfCalendar } from './calendar-refusal.js';
import type { CommandType, DossierCommand } from './commands.js';
import { commandsFor } from './commands-for.js';
import { consequences } from './consequences.js';
import { accept, refuse, type Decision } from './decision.js';
import { decideClock } from './decide-clock.js';
import { decideConsultation } from './decide-consultation.js';
import { decideDates } from './decide-dates.js';
import { decideEnd } from './decide-end.js';
import { decideFault } from './decide-fault.js';
import { decideOpening } from './decide-opening.js';
import { decideLetter } from './decide-letter.js';
import { decideParty } from './decide-party.js';
import { decidePromise } from './decide-promise.js';
import { decideRecord } from './decide-record.js';
import { underAuthority } from './decide-signature.js';
import { decideStages } from './decide-stages.js';
import { decideSupplement } from './decide-supplement.js';
import type { Decider, Deciders } from './decider.js';
import type { DecideContext } from './rules.js';
import type { DossierState } from './state.js';
import { withStatute } from './statutory-end.js';
import { TRANSITIONS } from './transitions.js';

const DECIDERS: Deciders<CommandType> = {
  ...decideOpening,
  ...decideStages,
  ...decideSupplement,
  ...decideClock,
  ...decideDates,
  ...decidePromise,
  ...decideEnd,
  ...decideRecord,
  ...decideParty,
  ...decideConsultation,
  ...decideLetter,
  ...decideFault,
};

/**
 * The one place where the law of a dossier is decided: the events a command leads to at the instant it was accepted, or
 * the refusal it meets, with what its actor may do instead; a date beyond any calendar is one. Points of interest before
 * that instant must already be settled. Pure; throws only for damage.
 */
export function decide(state: DossierState, command: DossierCommand, context: DecideContext): Decision {
  const decision = decided(state, command, context);
  return decision.kind === 'accepted'
    ? accept(...decision.events, ...consequences(state, decision.events, context, context.at))
    : { kind: 'refused', refusal: { ...decision.refusal, allowedActions: commandsFor(context.actor, state, context) } };
}

function decided(state: DossierState, command: DossierCommand, context: DecideContext): Decision {
  if (!TRANSITIONS[command.type].includes(state.status)) {
    return refuse(state, 'not-allowed-in-status');
  }
  // Nothing personal enters a dossier again from which everything personal was erased.
  if (state.erased && command.text !== undefined) {
    return refuse(state, 'already-erased');
  }
  const decider = DECIDERS[command.type] as Decider<CommandType>;
  try {
    return withStatute(underAuthority(decider(state, command.body, context, command.text), state, command, context), state, context);
  } catch (error) {
    const refusal = refusalOfCalendar(error);
    if (refusal !== undefined) {
      return refuse(state, refusal.code, refusal.data);
    }
    throw error;
  }
}
