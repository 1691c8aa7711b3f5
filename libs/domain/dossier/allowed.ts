import type { CommandType } from './commands.js';
import { forwardableStages, returningStages, unacceptedStages } from './stage-flow.js';
import { openStages, pendingForwarding, promiseToApologise, shipmentUnderWay, type DossierState } from './state.js';
import { TRANSITIONS } from './transitions.js';

const undecided = ({ refusalDecided }: DossierState): boolean => !refusalDecided;
const awaitsReceiver = (state: DossierState): boolean => unacceptedStages(state).length > 0;
const keepsPersonalData = ({ erased }: DossierState): boolean => !erased;
const isUnderWay = ({ result }: DossierState): boolean => result !== undefined && shipmentUnderWay(result) !== undefined;
const unanswered = ({ supplements }: DossierState): boolean => supplements.at(-1)?.expired === true;

/**
 * What a command needs beside its status, as far as the dossier alone tells it: nobody is offered what can only be refused.
 * The `decide*` functions refuse the same by name, and what depends on the body, the hour or the person besides.
 */
const NEEDS: { readonly [T in CommandType]?: (state: DossierState) => boolean } = {
  RefuseIntake: (state) => state.status !== 'awaiting-completion' || unanswered(state),
  ConfirmReceipt: (state) => pendingForwarding(state) !== undefined,
  Assign: (state) => openStages(state).length > 0,
  Forward: (state) => forwardableStages(state).length > 0,
  AcceptHandover: awaitsReceiver,
  RefuseHandover: awaitsReceiver,
  RecallHandover: awaitsReceiver,
  ReturnToStage: (state) => returningStages(state).length > 0,
  RequestSupplement: (state) => undecided(state) && state.supplements.length < 2,
  CloseUnsupplemented: unanswered,
  PauseClock: undecided,
  RaiseFinancialObligation: undecided,
  RefuseAfterAppraisal: undecided,
  HandOver: (state) => !isUnderWay(state),
  DispatchResult: (state) => !isUnderWay(state),
  RecordDelivery: isUnderWay,
  Withdraw: (state) => undecided(state) && state.result === undefined,
  Suspend: undecided,
  Reopen: ({ acceptedAt }) => acceptedAt !== undefined,
  SignApology: (state) => promiseToApologise(state) !== undefined,
  RejectApology: ({ apologyDraft }) => apologyDraft !== undefined,
  ExcuseLateness: ({ becameLateAt, excused }) => becameLateAt !== undefined && excused !== true,
  CorrectPersonalData: keepsPersonalData,
  ErasePersonalData: keepsPersonalData,
};

/** Commands that may be given now, in the order of the command list; some still depend on who gives them, when and with what. */
export function allowedCommands(state: DossierState): readonly CommandType[] {
  return (Object.keys(TRANSITIONS) as CommandType[]).filter((command) => TRANSITIONS[command].includes(state.status) && (NEEDS[command]?.(state) ?? true));
}
