import type { CommandType, DossierCommand } from './commands.js';
import { accept, type Decision, refuse } from './decision.js';
import type { NewEvent } from './events.js';
import type { DecideContext } from './rules.js';
import { authorityOf, type SignedAs } from './signing-authority.js';
import type { DossierState } from './state.js';

/** Commands nobody may give without authority, and those whose notice merely says under which authority it was signed. */
const SIGNED_COMMANDS: { readonly [T in CommandType]?: 'demanded' | 'told' } = { SignApology: 'demanded', AcknowledgeFault: 'demanded', RefuseAfterAppraisal: 'told' };

/** True when a command is decided by what authority its actor holds. */
export function isSigned(command: CommandType): boolean {
  return SIGNED_COMMANDS[command] !== undefined;
}

/** True when a command is refused to whoever holds no authority of the agency that decides. */
export function demandsAuthority(command: CommandType): boolean {
  return SIGNED_COMMANDS[command] === 'demanded';
}

/**
 * A decision with the authority it was signed under: that of the actor for the competent agency (of an interlinked dossier the
 * lead agency) at the instant the command was accepted. Refused where one is demanded and there is none.
 */
export function underAuthority(decision: Decision, state: DossierState, { type }: DossierCommand, { signatories, actor, at }: DecideContext): Decision {
  if (decision.kind === 'refused' || !isSigned(type)) {
    return decision;
  }
  const authority = authorityOf(signatories, actor.subject, state.competentAgency, at);
  if (authority === undefined) {
    return demandsAuthority(type) ? refuse(state, 'no-signing-authority', { agency: state.competentAgency }) : decision;
  }
  const signedAs: SignedAs = { authority: authority.id, capacity: authority.capacity };
  return accept(...decision.events.map((event) => withAuthority(event, signedAs)));
}

function withAuthority(event: NewEvent, signedAs: SignedAs): NewEvent {
  switch (event.type) {
    case 'ApologySigned':
      return { ...event, payload: { ...event.payload, signedAs } };
    case 'FaultAcknowledged':
      return { ...event, payload: { ...event.payload, signedAs } };
    case 'RefusalDecided':
      return { ...event, payload: { ...event.payload, signedAs } };
    default:
      return event;
  }
}
