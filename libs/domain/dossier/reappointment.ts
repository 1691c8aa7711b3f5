import { isServedAt } from '../calendar/day-bounds.js';
import { withinCalendar } from '../calendar/within-calendar.js';
import { addLimit } from '../deadline/deadline.js';
import { instant } from '../time/instant.js';
import { objectToDate } from './date-objection.js';
import { proposedAppointment } from './prospects.js';
import type { Refusal } from './refusal.js';
import type { DecideContext } from './rules.js';
import { currentPromise, type DossierState } from './state.js';

/**
 * The date a signed apology gives: the drafted one while it lies ahead and the office is open then, else the one computed from what is left to do
 * now; or the one the signer chose, within limits. Those are: after now and after every date given before, at a moment the desk
 * serves, and no further behind the computed date than the installation's margin. A refusal names the limit it is about.
 */
export function reappointmentToSign(state: DossierState, chosen: number | undefined, context: DecideContext): number | Pick<Refusal, 'code' | 'data'> {
  const { at, calendars, settings } = context;
  const earliest = Math.max(at, currentPromise(state)?.at ?? at);
  const fresh = proposedAppointment(state, context, at);
  const drafted = state.apologyDraft?.proposedAt;
  const calendar = calendars.processing(state.competentAgency);
  const stands = drafted !== undefined && drafted > earliest && withinCalendar(() => isServedAt(calendar, instant(drafted))) === true;
  const computed = stands ? drafted : fresh;
  if (computed === undefined) {
    return { code: 'beyond-calendar' };
  }
  if (chosen === undefined) {
    return computed > earliest ? computed : { code: 'reappointment-not-in-future', data: { newAppointment: computed, earliest } };
  }
  if (chosen <= earliest) {
    return { code: 'reappointment-not-in-future', data: { newAppointment: chosen, earliest } };
  }
  const latest = addLimit(instant(Math.max(computed, fresh ?? computed)), settings.reappointmentMargin, calendar);
  if (chosen > latest) {
    return { code: 'reappointment-too-late', data: { newAppointment: chosen, latest } };
  }
  const objection = objectToDate(chosen, at, calendars.processing(state.receivingAgency));
  if (objection === undefined) {
    return chosen;
  }
  const { before, next } = objection.data;
  return { code: 'reappointment-outside-hours', data: { newAppointment: chosen, ...(before === undefined ? {} : { before }), ...(next === undefined ? {} : { next }) } };
}
