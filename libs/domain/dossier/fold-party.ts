import type { FoldSteps } from './fold-step.js';
import type { PartyClock, PartyEventPayloads } from './party-events.js';
import { type OpinionState, type PartyState, unansweredOpinions } from './party-state.js';
import type { PauseGround } from '../procedure/procedure.js';
import type { DossierState } from './state.js';

/** Events about other agencies. */
export type PartyEventType = keyof PartyEventPayloads;

/** Fold steps of the events about other agencies: none moves a date. */
export const foldParty: FoldSteps<PartyEventType> = {
  VoucherRecorded: (state, { payload, occurredAt }) =>
    withParty(endParty(state, occurredAt, 'voucher'), payload.party, { ground: 'financial-obligation', task: 'confirmation' }, occurredAt),

  PartyAnswered: (state, { occurredAt }) => endParty(state, occurredAt, 'answer'),

  PartyDelayExplained: (state, { payload, occurredAt }) => {
    const { number, reasonCode, newDueAt, documentNumber } = payload;
    return changeParty(state, number, { delay: { at: occurredAt, reasonCode, newDueAt, ...(documentNumber === undefined ? {} : { documentNumber }) } });
  },

  PartyWarned: (state, { payload }) => changeParty(state, payload.number, { warned: true }),

  PartyBecameLate: (state, { payload }) => {
    const delay = state.parties.find(({ number }) => number === payload.number)?.delay;
    return changeParty(state, payload.number, payload.promised === true && delay !== undefined ? { delay: { ...delay, broken: true } } : { lateAt: payload.dueAt });
  },

  OpinionRequested: (state, { payload, occurredAt }) => {
    const { number, consultation, agency, dueAt, silence, pauses, documentNumber } = payload;
    const asked: OpinionState = {
      number,
      consultation,
      agency,
      askedAt: occurredAt,
      dueAt,
      silence,
      ...(pauses === undefined ? {} : { pauses }),
      ...(documentNumber === undefined ? {} : { documentNumber }),
    };
    return { ...state, opinions: [...state.opinions, asked] };
  },

  OpinionRecorded: (state, { payload, occurredAt }) => {
    const { number, outcome, documentNumber } = payload;
    return changeOpinion(state, number, { answer: { at: occurredAt, outcome, ...(documentNumber === undefined ? {} : { documentNumber }) } });
  },

  OpinionDeemedConsent: (state, { payload }) => changeOpinion(state, payload.number, { silentAt: payload.dueAt }),
  OpinionBecameLate: (state, { payload }) => changeOpinion(state, payload.number, { silentAt: payload.dueAt }),
};

/** The time of another body begins: that of the pause's ground, or of a confirmation. */
export function withParty(
  state: DossierState,
  { number, code, agency, case: named, dueAt, warnAt }: PartyClock,
  of: { readonly ground: PauseGround; readonly task: PartyState['task'] },
  at: number,
): DossierState {
  const party: PartyState = {
    number,
    ...of,
    code,
    ...(agency === undefined ? {} : { agency }),
    ...(named === undefined ? {} : { case: named }),
    startedAt: at,
    dueAt,
    ...(warnAt === undefined ? {} : { warnAt }),
  };
  return { ...state, parties: [...state.parties, party] };
}

/** The time of the body at work ends: it answered, or the clock of the dossier runs on. */
export function endParty(state: DossierState, at: number, by: NonNullable<PartyState['ended']>['by']): DossierState {
  return { ...state, parties: state.parties.map((party) => (party.ended === undefined ? { ...party, ended: { at, by } } : party)) };
}

/** A dossier at its end awaits no opinion any more. */
export function withoutOpinions(state: DossierState, at: number): DossierState {
  const awaited = unansweredOpinions(state);
  return awaited.length === 0 ? state : { ...state, opinions: state.opinions.map((opinion) => (awaited.includes(opinion) ? { ...opinion, lapsedAt: at } : opinion)) };
}

function changeParty(state: DossierState, number: number, change: Partial<PartyState>): DossierState {
  return { ...state, parties: state.parties.map((party) => (party.number === number ? { ...party, ...change } : party)) };
}

function changeOpinion(state: DossierState, number: number, change: Partial<OpinionState>): DossierState {
  return { ...state, opinions: state.opinions.map((opinion) => (opinion.number === number ? { ...opinion, ...change } : opinion)) };
}
