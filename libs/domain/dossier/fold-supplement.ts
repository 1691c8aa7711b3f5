import type { SubmittedComponent } from './commands.js';
import type { PapersAsked } from './events.js';
import { pass, paused, resumed, withDates, withoutForecast } from './fold-clock.js';
import { withFiling } from './fold-opening.js';
import type { FoldSteps } from './fold-step.js';
import type { DossierState, SupplementState } from './state.js';

/** Events about papers that are missing. */
export type SupplementEventType =
  | 'CompletionRequested'
  | 'FilingCompleted'
  | 'SupplementRequested'
  | 'SupplementPartReceived'
  | 'SupplementReceived'
  | 'SupplementRequestLimitPassed'
  | 'SupplementReminderDue'
  | 'SupplementExpired';

/** Fold steps of the events about missing papers. */
export const foldSupplement: FoldSteps<SupplementEventType> = {
  CompletionRequested: (state, { payload, occurredAt }) => ({ ...asked(state, payload, occurredAt), status: 'awaiting-completion' }),

  FilingCompleted: (state, { payload, occurredAt }) => {
    const { answerAlert, answer, ...passed } = state.passed;
    const anew = answerAlert === undefined && answer === undefined ? state : { ...state, passed };
    return withFiling({ ...anew, receivedAt: occurredAt, ...brought(state, payload, occurredAt) }, payload.provisional, payload.answer);
  },

  SupplementRequested: (state, { payload, occurredAt }) =>
    paused(asked(state, payload, occurredAt), { at: occurredAt, ground: 'supplement', taken: payload.pause }),

  SupplementPartReceived: (state, { payload }) => ({ ...state, components: [...state.components, ...payload.components] }),

  SupplementReceived: (state, { payload, occurredAt }) => ({
    ...withDates(payload.clock === 'restart' ? begunAgain(resumed(state, occurredAt)) : resumed(state, occurredAt), payload.dates),
    ...brought(state, payload, occurredAt),
  }),

  SupplementRequestLimitPassed: (state) => pass(state, { supplementRequest: true }),

  SupplementReminderDue: (state, { payload }) => markSupplement(state, payload.number, { reminded: true }),

  SupplementExpired: (state, { payload }) => markSupplement(state, payload.number, { expired: true }),
};

/** Asking for papers is itself a contact demanded of the applicant. */
function asked(state: DossierState, { number, askedBy, applicantDueAt, reminderAt }: PapersAsked, requestedAt: number): DossierState {
  const request = { number, requestedAt, ...(askedBy === undefined ? {} : { askedBy }), applicantDueAt, ...(reminderAt === undefined ? {} : { reminderAt }) };
  return { ...state, contacts: { ...state.contacts, applicant: state.contacts.applicant + 1 }, supplements: [...state.supplements, request] };
}

/** The papers of a request are all there. */
function brought(state: DossierState, papers: { readonly number: number; readonly components: readonly SubmittedComponent[] }, at: number): Pick<DossierState, 'supplements' | 'components'> {
  return { supplements: markSupplement(state, papers.number, { receivedAt: at }).supplements, components: [...state.components, ...papers.components] };
}

function markSupplement(state: DossierState, number: number, mark: Partial<SupplementState>): DossierState {
  return { ...state, supplements: state.supplements.map((supplement) => (supplement.number === number ? { ...supplement, ...mark } : supplement)) };
}

/** The term begins again from zero: time used stays with its stage without being charged, a forecast for the old date lapses. */
function begunAgain(state: DossierState): DossierState {
  return { ...withoutForecast(state), stages: state.stages.map((stage) => (stage.part === state.part ? { ...stage, waivedMs: stage.usedMs } : stage)) };
}
