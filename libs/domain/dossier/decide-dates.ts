import { instant } from '../time/instant.js';
import { fixedDates } from './dated-term.js';
import { objectToDating } from './date-objection.js';
import type { Deciders } from './decider.js';
import { accept, refuse } from './decision.js';
import { extendedDates } from './extension.js';
import { mayDo } from './permissions.js';
import type { DecideContext } from './rules.js';
import { runningCase } from './running-rules.js';
import type { DossierState } from './state.js';

/** Commands by which a person sets or lengthens a date. */
export type DateCommand = 'FixDueDate' | 'ExtendTerm';

/** Deciders of the dates a person sets. Once a date has passed it stands; while the clock stands still none is set. */
export const decideDates: Deciders<DateCommand> = {
  FixDueDate: (state, body, context) => {
    const { at, calendars } = context;
    if (!mayDate('FixDueDate', state, context)) {
      return refuse(state, 'not-authorised', { agency: state.competentAgency });
    }
    if (state.refusalDecided) {
      return refuse(state, 'decision-already-made');
    }
    if (state.becameLateAt !== undefined) {
      return refuse(state, 'late-date-stands', { dueAt: state.becameLateAt });
    }
    const objection = objectToDating(runningCase(state, context), body, at, calendars.processing(state.competentAgency));
    if (objection !== undefined) {
      return refuse(state, objection.code, objection.data);
    }
    // A date given is moved to a later one only, and by another document than gave it.
    if (state.basis !== 'none' && state.dueAt !== undefined) {
      if (body.dueAt <= state.dueAt) {
        return refuse(state, 'date-not-later', { dueAt: state.dueAt });
      }
      if (body.documentNumber === undefined || body.documentNumber === state.fixed?.documentNumber) {
        return refuse(state, 'new-document-required');
      }
    }
    const { dueAt, ...fixed } = body;
    return accept({ type: 'DueDateFixed', payload: { ...fixed, dates: fixedDates(state, context, instant(dueAt), at) }, occurredAt: at });
  },

  ExtendTerm: (state, body, context, text) => {
    if (!mayDate('ExtendTerm', state, context)) {
      return refuse(state, 'not-authorised', { agency: state.competentAgency });
    }
    if (state.refusalDecided) {
      return refuse(state, 'decision-already-made');
    }
    const offered = context.procedure.extensions ?? [];
    const extension = offered.find(({ code }) => code === body.extension);
    if (extension === undefined) {
      return refuse(state, 'unknown-extension', { extension: body.extension, offered: offered.map(({ code }) => code).join(', ') });
    }
    if (state.extensions.includes(extension.code)) {
      return refuse(state, 'already-extended', { extension: extension.name });
    }
    if (state.becameLateAt !== undefined) {
      return refuse(state, 'late-date-stands', { dueAt: state.becameLateAt });
    }
    if (extension.agreement === true && body.documentNumber === undefined) {
      return refuse(state, 'extension-needs-agreement', { extension: extension.name });
    }
    if (text === undefined) {
      return refuse(state, 'text-required', { missing: 'reason' });
    }
    const extended = extendedDates(state, context, extension, body.dueAt, context.at);
    if (extended.kind === 'objection') {
      return refuse(state, extended.code, extended.data);
    }
    return accept({
      type: 'TermExtended',
      payload: {
        extension: extension.code,
        law: extension.law,
        ...(body.dueAt === undefined ? {} : { until: body.dueAt }),
        ...(body.documentNumber === undefined ? {} : { documentNumber: body.documentNumber }),
        text,
        dates: extended.dates,
      },
      occurredAt: context.at,
    });
  },
};

/** The date is that of the agency that decides. */
function mayDate(command: DateCommand, { province, competentAgency }: DossierState, { actor, agencies }: DecideContext): boolean {
  return mayDo(actor, command, { province, agencies: [competentAgency] }, agencies);
}
