import { addCalendarDays, type CalendarBook, changedDays, type EffectiveCalendar, instant, localDateOf } from '#domain';
import type { DateMovedNotice } from '#letters';
import { changedDayLines } from '#vi';
import { agencyOf, deskFrameOf, deskOf, filedAt, type LetterSource, partyOf } from './letter-source.js';

const PUBLISHED_ANEW = 'Lịch làm việc của cơ quan được công bố lại';

/** The notice of a date that a calendar moved: the appointment before and after, and each day that changed between receipt and the new one. */
export function composeDateMoved(source: LetterSource): DateMovedNotice {
  const { state, rules, applicant, moved } = source;
  const [promisedAt, movedTo] = [moved?.from.appointment, state.appointment];
  if (moved === undefined || promisedAt === undefined || movedTo === undefined) {
    throw new Error(`Dossier ${state.code} was given no date that a calendar could have moved`);
  }
  return {
    ...deskFrameOf(source),
    form: '00',
    dossierCode: state.code,
    applicant: partyOf(applicant),
    procedureName: rules.procedure.name,
    agencyName: agencyOf(source, state.competentAgency).name,
    receivedAt: state.receivedAt,
    promisedAt,
    movedTo,
    causes: causesOf(source, moved.calendars, movedTo),
    contact: deskOf(source),
    signatory: {},
    recipients: ['Như trên', agencyOf(source, state.competentAgency).name, ...filedAt(source, state.receivingAgency)],
  };
}

/** Changed days of the calendars the term runs on: the competent agency's, and the desk's, whose hours decide when it begins. */
function causesOf({ state, rules }: LetterSource, earlier: CalendarBook, movedTo: number): readonly string[] {
  const from = localDateOf(instant(state.receivedAt));
  // A due moment at 24:00 stands at the beginning of the day after.
  const to = addCalendarDays(localDateOf(instant(movedTo)), 1);
  const lines = (before: EffectiveCalendar, after: EffectiveCalendar): readonly string[] => changedDayLines(changedDays(before, after, from, to));
  const processing = lines(earlier.processing(state.competentAgency).effective, rules.calendars.processing(state.competentAgency).effective);
  const intake = lines(earlier.intake(state.receivingAgency).effective, rules.calendars.intake(state.receivingAgency).effective);
  const causes = [...new Set([...processing, ...intake])].map((cause) => `${cause.charAt(0).toLocaleUpperCase('vi')}${cause.slice(1)}`);
  // Days that changed in a version which could not move the date, because it ended too early, were the same already in the one before.
  return causes.length === 0 ? [PUBLISHED_ANEW] : causes;
}
