import type { DossierStep, TermEvent, TimeLimit } from '#domain';
import { changedDayLinesEn, nameOfDayEn, reasonOfDayEn } from './day-names.js';
import { clockTimeEn, counted, formatDueEn, formatInstantEn, formatTimeLimitEn, namedDayEn, quoted } from './formats.js';
import { delayReasonEn, PAUSE_GROUNDS_EN } from './labels.js';
import { LAWS_EN, legalCitationEn } from './laws.js';

type StepOf<C extends DossierStep['code']> = Extract<DossierStep, { readonly code: C }>;

const BEGINNINGS: Readonly<Record<TermEvent, string>> = {
  receipt: 'The dossier was received',
  'completed-filing': 'The filing was completed as the notice asked',
  'planned-competent-receipt': 'The competent agency is expected to receive the dossier',
  'competent-receipt': 'The competent agency received the dossier',
  supplement: 'All papers asked for were received',
  payment: 'The proof of payment was received',
  'no-obligation': 'It was confirmed that nothing has to be paid',
};

const LATE_REASONS: Readonly<Record<StepOf<'start'>['rule'], string>> = {
  'on-receipt': 'the term counts from the moment on the receipt',
  'same-day-15h': 'it was received after 15:00',
  'birth-group-15h': 'it was received after 15:00',
  'online-17h': 'it was received online after 17:00',
  'last-hour': 'it was received in the last working hour of the day or later',
};

const END_REASONS: Readonly<Record<StepOf<'end'>['rule'], string>> = {
  'same-clock': 'the clock time at which the count began',
  closing: 'the end of office hours on the last day',
  midnight: 'the end of the last day',
  hours: 'the end of the hours counted',
};

const FIT_REMARKS: Readonly<Record<StepOf<'end'>['fit'], string>> = {
  kept: '',
  'moved-to-opening': ', moved to the opening because the office is not open yet at that hour',
  'moved-to-closing': ', brought to the closing because the office is closed at that hour',
};

const LANDINGS: Readonly<Record<StepOf<'landed'>['how'], string>> = {
  'runs-out': 'the time that was left is used up',
  'next-opening': 'the time that was left is used up outside office hours, so the next opening stands',
  'same-clock': 'the time that was left is used up, at the same hour on a working day',
  closing: 'the end of office hours on the last day',
  midnight: 'the end of the last day',
};

const LATER: Readonly<Record<StepOf<'not-earlier'>['because'], string>> = {
  'given-before': 'a date that was given is not brought forward, so it stands',
  'due-date': 'the appointment does not come before the due date, so the due date stands',
  'time-left': 'that is less than what was left when the clock stopped, so what was left stands',
};

const STANDING: Readonly<Record<StepOf<'stands'>['because'], string>> = {
  late: 'the dossier is late already',
  'nothing-left': 'no time is left to run on',
  'set-for-event': 'the result follows an event of its own, whatever time the clock stood still',
};

/** How each step of the way to a date is said, as a sentence. `event` is what the count begins with. A step without a sentence does not compile. */
export const STEP_LINES_EN: { readonly [C in DossierStep['code']]: (step: StepOf<C>, event: TermEvent) => string } = {
  received: ({ event, at, law, citation }) => {
    const basis = citation !== undefined ? legalCitationEn(citation) : law === undefined ? '' : LAWS_EN[law];
    return `${BEGINNINGS[event]} at ${formatInstantEn(at)}${law === undefined ? '' : `; the term counts from here (${basis})`}.`;
  },
  start: (step, event) => {
    const { at, moved, passed, law } = step;
    // Whatever else than a receipt begins the term has named its own article already.
    if (!moved) return `The term begins at ${formatInstantEn(at)}${event === 'receipt' ? ` (${LAWS_EN[law]})` : ''}.`;
    const off = passed.filter(({ working }) => !working).map((day) => `; ${namedDayEn(day.date)}: ${nameOfDayEn(day)}`);
    return `The term begins at ${formatInstantEn(at)} because ${passed[0]?.working === false ? 'it was received on a day off' : LATE_REASONS[step.rule]}${off.join('')} (${LAWS_EN[law]}).`;
  },
  limit: ({ limit, extra }) => {
    if (extra === undefined) return `Time for the procedure: ${formatTimeLimitEn(limit)}.`;
    const added = `${formatTimeLimitEn(extra)} added for mountainous, island and remote areas`;
    return isSame(limit, extra) ? `Then ${added}.` : `Time for the procedure: ${formatTimeLimitEn(limit)}, with ${added}.`;
  },
  'day-zero': ({ date, law }) => `The first day is not counted: ${namedDayEn(date)} (${LAWS_EN[law]}).`,
  'clock-of-closing': ({ closing, law }) => `The count begins outside the office hours of the handling agency, so it takes the hour of the closing before: ${formatDueEn(closing)} (${LAWS_EN[law]}).`,
  'day-counted': ({ number, day }) => `Working day ${String(number)}: ${namedDayEn(day.date)}${day.kind === 'weekly-hours' ? '' : `, ${reasonOfDayEn(day)}`}.`,
  'day-skipped': ({ day }) => `Not counted: ${namedDayEn(day.date)}, ${reasonOfDayEn(day)}.`,
  'hours-counted': ({ day, from, to, minutes, law }) => `${counted(minutes, 'working minute')} counted on ${namedDayEn(day.date)}, from ${clockTimeEn(from, day.date)} to ${clockTimeEn(to, day.date)} (${LAWS_EN[law]}).`,
  'span-counted': ({ firstDay, lastDay, law }) => `Every day is counted from ${namedDayEn(firstDay)} to ${namedDayEn(lastDay)} (${LAWS_EN[law]}).`,
  'done-on-day': ({ day, sameDay }) => (sameDay ? `Done on the same day, ${namedDayEn(day.date)}.` : `No working time is left on the day of receipt, so it is done on the next working day, ${namedDayEn(day.date)}.`),
  rolled: ({ from, to, law }) => `The last day, ${namedDayEn(from)}, is a day off, so the term ends on the next working day, ${namedDayEn(to)} (${LAWS_EN[law]}).`,
  end: ({ rule, at, fit, law }) => `It ends at ${formatDueEn(at)}: ${END_REASONS[rule]}${FIT_REMARKS[fit]} (${LAWS_EN[law]}).`,
  'statutory-limit': ({ limit, dueAt }) => `The law gives ${formatTimeLimitEn(limit)}${dueAt === undefined ? '' : `, until ${formatDueEn(dueAt)}`}; the published term is shorter.`,
  fixed: ({ dueAt, named, citation, documentNumber }) => `The date of the result was set by whoever has the power to: ${namedMoment(dueAt, named)} (${basis(citation, documentNumber)}).`,
  undated: ({ awaits, maximumAt, citation }) => {
    const open = awaits === undefined ? 'No date is given for the result' : `The date of the result depends on ${quoted(awaits)} and is not set yet`;
    return `${open}${maximumAt === undefined ? '' : `; the legal maximum, counted as follows, ends at ${formatDueEn(maximumAt)}`} (${legalCitationEn(citation)}).`;
  },
  extended: ({ limit, from, citation, documentNumber }) => `The term is extended by ${formatTimeLimitEn(limit)}, counted from ${formatInstantEn(from)} (${basis(citation, documentNumber)}).`,
  'extended-until': ({ dueAt, named, citation, documentNumber }) => `The term is extended until ${namedMoment(dueAt, named)} (${basis(citation, documentNumber)}).`,
  paused: ({ ground, at, plannedEndAt, legalEnd, documentNumber, law }) => {
    const end = plannedEndAt === undefined ? '' : `, ${legalEnd === true ? 'by law' : 'expected'} until ${formatDueEn(plannedEndAt)}`;
    return `The clock stops from ${formatInstantEn(at)}: ${PAUSE_GROUNDS_EN[ground]}${end} (${[LAWS_EN[law], ...documentOf(documentNumber)].join('; ')}).`;
  },
  'time-left': ({ kind, ms, from, until }) => `Left: ${spanEn(ms, kind === 'wall')}${kind === 'wall' ? '' : ' of working time'}, from ${formatInstantEn(from)} to ${formatDueEn(until)}.`,
  resumed: ({ at, from, documentNumber }) => `The clock goes on from ${formatInstantEn(at)}${from === at ? '' : `; the term runs from ${formatInstantEn(from)}`}${documentOf(documentNumber).map((each) => ` (${each})`).join('')}.`,
  reopened: ({ endedAt, at }) => `Opened again at ${formatInstantEn(at)}; the time used until ${formatInstantEn(endedAt)} stays used.`,
  'wall-time-counted': ({ from, to, law }) => `What was left runs on without a break from ${formatInstantEn(from)} to ${formatDueEn(to)} (${LAWS_EN[law]}).`,
  landed: ({ how, at, law }) => `It ends at ${formatDueEn(at)}: ${LANDINGS[how]} (${LAWS_EN[law]}).`,
  'not-earlier': ({ computed, stands, because, law }) => `The count gives ${formatDueEn(computed)}; ${LATER[because]}: ${formatDueEn(stands)} (${LAWS_EN[law]}).`,
  'shut-at-hour': ({ given, at, law }) => `At the hour given, ${formatDueEn(given)}, the office is not open: the next opening stands, ${formatDueEn(at)} (${LAWS_EN[law]}).`,
  'became-late': ({ dueAt }) => `Late since ${formatDueEn(dueAt)}; from here on the due date does not change.`,
  stands: ({ at, because }) => `The due date stays at ${formatDueEn(at)} because ${STANDING[because]}.`,
  're-appointed': ({ at, from, reasonCode, documentNumber, law }) =>
    `A new date is given once${from === undefined ? '' : `, instead of ${formatDueEn(from)}`}: ${formatDueEn(at)}, because ${delayReasonEn(reasonCode)}; the due date does not change (${[LAWS_EN[law], ...documentOf(documentNumber)].join('; ')}).`,
  'calendar-changed': ({ days }) => `The working calendar changed${days.length === 0 ? '' : `: ${changedDayLinesEn(days).join('; ')}`}; the term is counted again by the new one.`,
  imported: ({ source, dueAt, maximumAt }) =>
    `Taken over from the system ${quoted(source)} as it was${dueAt === undefined ? '; it has no due date' : `, due at ${formatDueEn(dueAt)}`}${maximumAt === undefined ? '' : `, with a legal maximum of ${formatDueEn(maximumAt)}`}.`,
};

function isSame(one: TimeLimit, other: TimeLimit): boolean {
  return one.unit === other.unit && (one.unit === 'same-day' || other.unit === 'same-day' || one.amount === other.amount);
}

function basis(citation: Parameters<typeof legalCitationEn>[0], documentNumber: string | undefined): string {
  return [legalCitationEn(citation), ...documentOf(documentNumber)].join('; ');
}

function documentOf(number: string | undefined): readonly string[] {
  return number === undefined ? [] : [`document ${quoted(number)}`];
}

/** A moment somebody named; with the one that stands for it where a calendar has made its day one nobody works. */
function namedMoment(dueAt: number, named: number | undefined): string {
  return named === undefined ? formatDueEn(dueAt) : `${formatDueEn(named)}, moved by the new working calendar to ${formatDueEn(dueAt)}`;
}

const MS_PER_MINUTE = 60_000;
const MINUTES_PER_HOUR = 60;
const HOURS_PER_DAY = 24;

/** Time in words: `26 hours 30 minutes`; of wall time with its days. */
function spanEn(ms: number, inDays: boolean): string {
  const hours = Math.floor(ms / MS_PER_MINUTE / MINUTES_PER_HOUR);
  const days = inDays ? Math.floor(hours / HOURS_PER_DAY) : 0;
  return [...(days === 0 ? [] : [counted(days, 'day')]), counted(hours - days * HOURS_PER_DAY, 'hour'), counted(ms / MS_PER_MINUTE - hours * MINUTES_PER_HOUR, 'minute')].join(' ');
}
