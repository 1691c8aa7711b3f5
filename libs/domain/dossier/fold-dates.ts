import { withDates } from './fold-clock.js';
import type { FoldSteps } from './fold-step.js';
import type { DossierState, PromiseState } from './state.js';

/** Events by which a person sets or lengthens a date. */
export type DateEventType = 'DueDateFixed' | 'TermExtended';

/** Fold steps of the dates a person sets. */
export const foldDates: FoldSteps<DateEventType> = {
  DueDateFixed: (state, { payload }) => {
    const { basis, documentNumber, dates } = payload;
    const { nominalDueAt, ...open } = state;
    const dated: DossierState = {
      ...open,
      basis: 'fixed',
      fixed: { basis, ...(documentNumber === undefined ? {} : { documentNumber }) },
      promises: promisedBy(state, dates.dueAt),
      ...(state.firstAppointment === undefined && dates.dueAt !== undefined ? { firstAppointment: dates.dueAt } : {}),
    };
    return withDates(dated, dates);
  },

  TermExtended: (state, { payload }) => withDates({ ...state, extensions: [...state.extensions, payload.extension] }, payload.dates),
};

/** The date is promised from now on: what was the legal maximum, or nothing yet, becomes the promise it is judged by. */
function promisedBy({ promises, duePromise }: DossierState, dueAt: number | undefined): readonly PromiseState[] {
  if (promises.length === 0 && dueAt !== undefined) {
    return [{ number: duePromise, kind: 'first', at: dueAt }];
  }
  return promises.map((promise) => (promise.kind === 'maximum' ? { ...promise, kind: 'first' } : promise));
}
