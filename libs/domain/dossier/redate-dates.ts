import { instant } from '../time/instant.js';
import { fixedDates } from './dated-term.js';
import { rolledFixedDate } from './date-objection.js';
import { NOTHING_MOVED } from './dates.js';
import type { DatesMoved, NewEvent, TermSet } from './events.js';
import { extendedDates } from './extension.js';
import type { FixedDate } from './fixed-date.js';
import type { Rules } from './rules.js';
import { runningCase } from './running-rules.js';
import type { DossierState } from './state.js';

type Payload<T extends NewEvent['type']> = Extract<NewEvent, { type: T }>;

/** The date a person set for a term, on the calendars of `rules`; `undefined` where none was set, or the case leaves it to nobody. */
export function fixedAgain({ dueAt, fixed }: TermSet, state: DossierState, rules: Rules): FixedDate | undefined {
  if (dueAt === undefined || fixed === undefined || !mayBeSet(state, rules)) {
    return undefined;
  }
  return { ...fixed, dueAt: rolledFixedDate(instant(dueAt), rules.calendars.processing(state.competentAgency)) };
}

/**
 * What a date a person set does on the calendars of `rules`: it stands, on the next working day where its own has become a day off,
 * and never before the date it replaces. Nothing where no person may set one, or the dossier was late.
 */
export function fixingAgain({ payload, occurredAt }: Payload<'DueDateFixed'>, before: DossierState, rules: Rules): DatesMoved {
  const { dueAt } = payload.dates;
  if (dueAt === undefined || before.becameLateAt !== undefined || !mayBeSet(before, rules)) {
    return NOTHING_MOVED;
  }
  const rolled = rolledFixedDate(instant(dueAt), rules.calendars.processing(before.competentAgency));
  const earliest = before.basis === 'none' ? rolled : (before.dueAt ?? rolled);
  return fixedDates(before, rules, instant(Math.max(rolled, earliest)), occurredAt);
}

/**
 * What a legal extension does on the calendars of `rules`: to the end of what its ground allows, or to the date asked for within it.
 * Nothing where the procedure names no such ground under this article, it was given before, or the dossier was late.
 */
export function extendedAgain({ payload, occurredAt }: Payload<'TermExtended'>, before: DossierState, rules: Rules): DatesMoved {
  const extension = rules.procedure.extensions?.find(({ code }) => code === payload.extension);
  const named = extension !== undefined && Object.entries(extension.law).every(([part, value]) => payload.law[part as keyof typeof payload.law] === value);
  if (!named || before.becameLateAt !== undefined || before.extensions.includes(extension.code)) {
    return NOTHING_MOVED;
  }
  const until = payload.until === undefined ? undefined : rolledFixedDate(instant(payload.until), rules.calendars.processing(before.competentAgency));
  const asked = extendedDates(before, rules, extension, until, occurredAt);
  const extended = asked.kind === 'objection' && asked.code === 'extension-too-long' ? extendedDates(before, rules, extension, undefined, occurredAt) : asked;
  return extended.kind === 'extended' ? extended.dates : NOTHING_MOVED;
}

function mayBeSet(state: DossierState, rules: Rules): boolean {
  return runningCase(state, rules).dating?.by === 'person';
}
