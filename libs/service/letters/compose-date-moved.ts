import { addCalendarDays, changedDays, currentPromise, type DossierState, type EffectiveCalendar, instant, localDateOf, type ProcedureVersion } from '#domain';
import type { DateMovedNotice } from '#letters';
import { changedDayLines, dateMovedReasonVi } from '#vi';
import type { MoveStep } from './date-move.js';
import { agencyOf, deskOf, filedAt, type LetterSource, noticeOf } from './letter-source.js';

/** The notice of a date that moved: the one told before and the new one, why with its article, and of calendars each day that changed between receipt and the new date. */
export function composeDateMoved(source: LetterSource): DateMovedNotice {
  const { state, rules, moved } = source;
  const [promisedAt, movedTo] = [moved?.told.appointment, state.appointment];
  if (moved === undefined || promisedAt === undefined || movedTo === undefined) {
    throw new Error(`Dossier ${state.code} was given no date that could have moved`);
  }
  // From the first calendar left behind to the present one: a day that changed twice is told once.
  const left = moved.steps.find(({ calendars }) => calendars !== undefined);
  return {
    ...noticeOf(source),
    notice: 'date-moved',
    promisedAt,
    movedTo,
    ...(isSecond(state) && !isSecond(moved.told) ? { isSecondAppointment: true } : {}),
    reasons: [...new Set(moved.steps.map((step) => reasonOf(step, rules.procedure)))],
    changedDays: left === undefined ? [] : [...new Set(changedDaysOf(source, left, movedTo))],
    signatory: {},
    recipients: ['Như trên', ...new Set([agencyOf(source, state.competentAgency).name, deskOf(source).name]), ...filedAt(source, state.receivingAgency)],
  };
}

function isSecond(state: DossierState): boolean {
  return currentPromise(state)?.kind === 'second-appointment';
}

function reasonOf({ event, before }: MoveStep, { cases }: ProcedureVersion): string {
  const chosen = cases.find(({ code }) => code === before.procedure.caseCode);
  const law = chosen?.parts[1]?.law;
  return dateMovedReasonVi(event, { ...(before.pause === undefined ? {} : { ground: before.pause.ground }), ...(law === undefined ? {} : { secondPart: law }) });
}

/** Changed days of the calendars the term runs on: the competent agency's, and the desk's, whose hours decide when it begins. */
function changedDaysOf({ state, rules }: LetterSource, { before, calendars: earlier }: MoveStep, movedTo: number): readonly string[] {
  if (earlier === undefined) {
    return [];
  }
  const from = localDateOf(instant(state.receivedAt));
  // A due moment at 24:00 stands at the beginning of the day after.
  const to = addCalendarDays(localDateOf(instant(movedTo)), 1);
  const lines = (old: EffectiveCalendar, now: EffectiveCalendar): readonly string[] => changedDayLines(changedDays(old, now, from, to));
  const processing = lines(earlier.processing(before.competentAgency).effective, rules.calendars.processing(state.competentAgency).effective);
  const intake = lines(earlier.intake(state.receivingAgency).effective, rules.calendars.intake(state.receivingAgency).effective);
  return [...processing, ...intake].map((line) => `${line.charAt(0).toLocaleUpperCase('vi')}${line.slice(1)}`);
}
