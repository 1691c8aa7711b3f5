import type { Actor } from './actor.js';
import { allowedCommands, type Circumstances } from './allowed.js';
import type { CommandType } from './commands.js';
import { reasonGivers } from './delay-reason-giver.js';
import { type Concerned, mayDo } from './permissions.js';
import { isOfTwoPersons, PROPOSABLE, type ProposedType, rightsToPropose } from './proposable.js';
import type { DecideContext } from './rules.js';
import { demandsAuthority } from './decide-signature.js';
import { authorityOf } from './signing-authority.js';
import { forwardableStages, recallingStages, returningStages, unacceptedStages } from './stage-flow.js';
import { type DossierState, holdersOf, openStages, requestIsLate, type StageState } from './state.js';

/** Agencies a dossier concerns: its desk, the agency that decides, and those that have it in hand. */
export function concernedIn(state: DossierState): Concerned {
  return { province: state.province, agencies: [state.receivingAgency, state.competentAgency, ...holdersOf(state)] };
}

const agenciesOf = (stages: readonly StageState[]): readonly string[] => stages.map(({ agency }) => agency);

/**
 * Commands that belong to one side: work is moved by the agency whose stage it is, a result is recorded by the desk that
 * received the dossier, and forwarded papers are confirmed by the agency they were forwarded to.
 */
const SIDES: { readonly [T in CommandType]?: (state: DossierState, at: number) => readonly string[] } = {
  ConfirmReceipt: ({ competentAgency }) => [competentAgency],
  Assign: (state) => agenciesOf(openStages(state)),
  Forward: (state) => agenciesOf(forwardableStages(state)),
  AcceptHandover: (state) => agenciesOf(unacceptedStages(state)),
  RefuseHandover: (state) => agenciesOf(unacceptedStages(state)),
  RecallHandover: (state) => agenciesOf(recallingStages(state)),
  ReturnToStage: (state) => agenciesOf(returningStages(state)),
  FixDueDate: ({ competentAgency }) => [competentAgency],
  ExtendTerm: ({ competentAgency }) => [competentAgency],
  SupplyDelayReason: reasonGivers,
  RecordResult: ({ receivingAgency }) => [receivingAgency],
  AcknowledgeFault: ({ competentAgency }) => [competentAgency],
};

/** Commands the actor may give now, in the order of the command list: what the dossier allows and the table of rights lets this actor do with it. None of two persons: nobody gives those alone. */
export function commandsFor(actor: Actor, state: DossierState, now: Circumstances & Pick<DecideContext, 'agencies' | 'signatories'>): readonly CommandType[] {
  const concerned = concernedIn(state);
  return allowedCommands(state, now).filter((command) => {
    const side = SIDES[command]?.(state, now.at);
    return !isOfTwoPersons(command) && mayDo(actor, command, side === undefined ? concerned : { province: state.province, agencies: side }, now.agencies) && !needsHead(command, actor, state, now) && !needsAnother(command, actor, state) && !lacksAuthority(command, actor, state, now);
  });
}

/** Commands the actor may prepare now for who may give them: what the dossier allows, under the rights a proposal is asked for. None once its personal data is erased, with which every proposal goes. */
export function proposableFor(actor: Actor, state: DossierState, now: Circumstances & Pick<DecideContext, 'agencies'>): readonly ProposedType[] {
  const allowed = state.erased ? [] : allowedCommands(state, now);
  const concerned = concernedIn(state);
  return PROPOSABLE.filter((type) => allowed.includes(type) && rightsToPropose(type).some((action) => mayDo(actor, action, concerned, now.agencies)));
}

/** A request for papers past its limit, or a second one, is the head's. */
function needsHead(command: CommandType, actor: Actor, state: DossierState, { at }: Circumstances): boolean {
  return command === 'RequestSupplement' && actor.role !== 'head' && requestIsLate(state, at);
}

/** A second request for papers is not made by whoever made the first. */
function needsAnother(command: CommandType, { subject }: Actor, { supplements }: DossierState): boolean {
  return command === 'RequestSupplement' && supplements.at(-1)?.askedBy === subject;
}

/** What demands authority is offered to who holds it for the agency that decides. */
function lacksAuthority(command: CommandType, { subject }: Actor, { competentAgency }: DossierState, { at, signatories }: Circumstances & Pick<DecideContext, 'signatories'>): boolean {
  return demandsAuthority(command) && authorityOf(signatories, subject, competentAgency, at) === undefined;
}
