import { officersGrounds, pauseRuleOf } from '../procedure/pause-rules.js';
import { instant, localDateOf } from '../time/instant.js';
import type { CommandType } from './commands.js';
import { reasonGivers } from './delay-reason-giver.js';
import { runningParty, unansweredOpinions } from './party-state.js';
import type { DecideContext } from './rules.js';
import { runningCase, secondPartAhead } from './running-rules.js';
import { forwardableStages, returningStages, unacceptedStages } from './stage-flow.js';
import { openStages, pendingForwarding, promiseToApologise, shipmentUnderWay, type DossierState } from './state.js';
import { TRANSITIONS } from './transitions.js';

/** What is asked about beside the dossier: its procedure, and now. */
export type Circumstances = Pick<DecideContext, 'procedure' | 'at'>;

const undecided = ({ refusalDecided }: DossierState): boolean => !refusalDecided;
const awaitsReceiver = (state: DossierState): boolean => unacceptedStages(state).length > 0;
const keepsPersonalData = ({ erased }: DossierState): boolean => !erased;
const isUnderWay = ({ result }: DossierState): boolean => result !== undefined && shipmentUnderWay(result) !== undefined;
const unanswered = ({ supplements }: DossierState): boolean => supplements.at(-1)?.expired === true;

/**
 * What a command needs beside its status, whoever gives it: nobody is offered what can only be refused. The `decide*`
 * functions refuse the same by name, and what depends on the body or the person besides.
 */
const NEEDS: { readonly [T in CommandType]?: (state: DossierState, now: Circumstances) => boolean } = {
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
  PauseClock: (state, { procedure }) => undecided(state) && officersGrounds(procedure).length > 0,
  RaiseFinancialObligation: (state, { procedure }) => undecided(state) && pauseRuleOf(procedure, 'financial-obligation') !== undefined,
  ConfirmNoObligation: (state, now) => undecided(state) && secondPartAhead(state, now),
  RefuseAfterAppraisal: undecided,
  RecordResult: (state, now) => state.refusalDecided || !secondPartAhead(state, now),
  HandOver: (state) => !isUnderWay(state),
  // Where it goes is told in words, and none enter a dossier again whose personal data was erased; nor the reason of a reopening.
  DispatchResult: (state) => !isUnderWay(state) && keepsPersonalData(state),
  RecordDelivery: isUnderWay,
  Withdraw: (state) => undecided(state) && state.result === undefined,
  Suspend: undecided,
  Cancel: (state, { at }) => localDateOf(at) === localDateOf(instant(state.acceptedAt ?? state.receivedAt)),
  Reopen: (state) => state.acceptedAt !== undefined && keepsPersonalData(state),
  Transfer: ({ competentAgency }, { procedure }) => procedure.competentAgencies.some((agency) => agency !== competentAgency),
  SignApology: (state) => promiseToApologise(state) !== undefined,
  SupplyDelayReason: (state, { at }) => promiseToApologise(state) !== undefined && reasonGivers(state, at).length > 0,
  RejectApology: ({ apologyDraft }) => apologyDraft !== undefined,
  ExcuseLateness: ({ becameLateAt, excused }) => becameLateAt !== undefined && excused !== true,
  FixDueDate: (state, now) => undecided(state) && state.becameLateAt === undefined && runningCase(state, now).dating?.by === 'person',
  ExtendTerm: (state, { procedure }) =>
    undecided(state) && keepsPersonalData(state) && state.dueAt !== undefined && state.becameLateAt === undefined && (procedure.extensions ?? []).some(({ code }) => !state.extensions.includes(code)),
  CorrectPersonalData: keepsPersonalData,
  ErasePersonalData: keepsPersonalData,
  RecordVoucher: (state, { procedure }) =>
    runningParty(state)?.task !== 'confirmation' && pauseRuleOf(procedure, 'financial-obligation')?.party?.confirmation !== undefined,
  RecordPartyAnswer: (state) => runningParty(state)?.task === 'answer',
  RecordPartyDelay: (state) => runningParty(state) !== undefined,
  RequestOpinion: (state, { procedure }) => undecided(state) && (procedure.consultations ?? []).length > 0,
  RecordOpinion: (state) => unansweredOpinions(state).length > 0,
  AcknowledgeFault: (state) => keepsPersonalData(state) && (state.fault === undefined || state.fault.reopenedAt !== undefined) && (state.status !== 'returned' || state.result !== undefined),
  RecordCorrection: ({ fault }) => fault !== undefined,
};

/** Commands that may be given now, in the order of the command list; some still depend on who gives them and with what. */
export function allowedCommands(state: DossierState, now: Circumstances): readonly CommandType[] {
  return (Object.keys(TRANSITIONS) as CommandType[]).filter((command) => TRANSITIONS[command].includes(state.status) && (NEEDS[command]?.(state, now) ?? true));
}
