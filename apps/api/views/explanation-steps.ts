import { z } from 'zod';
import { CLOSURE_REASONS, type DossierStep, type Instant } from '#domain';
import { instantOut, isoOf } from '../schemas/atoms.js';

const at = instantOut;
const date = z.iso.date();
const law = z.string().meta({ description: 'The article behind it, as document:article', examples: ['civil-code-2015:147.3'] });
const clockTime = z.string().regex(/^\d{2}:\d{2}$/);
const limit = z.discriminatedUnion('unit', [
  z.strictObject({ unit: z.enum(['working-days', 'working-hours', 'calendar-days', 'months', 'years']), amount: z.number() }),
  z.strictObject({ unit: z.literal('same-day') }),
]);

/** A day as a calendar has it. */
const day = z.strictObject({
  date,
  working: z.boolean(),
  kind: z.enum(['holiday', 'compensation', 'swap-off', 'make-up', 'closure', 'special-hours', 'weekly-hours', 'weekly-rest']),
  hours: z.array(z.tuple([clockTime, clockTime])).meta({ description: 'Open hours, empty when closed' }),
  name: z.string().exactOptional(),
  source: z.string().exactOptional().meta({ description: 'The notice, decree or decision that says so' }),
  reason: z.enum(CLOSURE_REASONS).exactOptional().meta({ description: 'Why the office was closed outside its calendar' }),
  decision: z.string().exactOptional().meta({ description: 'Number of the decision of an unplanned closure' }),
  layer: z.string().exactOptional(),
  swapWith: date.exactOptional(),
});

const citation = z
  .strictObject({ document: z.string(), article: z.string(), clause: z.string().exactOptional(), point: z.string().exactOptional() })
  .meta({ description: 'The place in the law it rests on' });
const documentNumber = z.string().exactOptional();
const named = at.exactOptional().meta({ description: 'The moment somebody named, where another calendar lets dueAt stand for it' });

const text = z.string().meta({ description: 'The step as a Vietnamese sentence' });

/** One kind of step: its code, its sentence, and what is special to it. */
function step<C extends DossierStep['code'], Shape extends z.ZodRawShape>(code: C, shape: Shape, description: string): z.ZodObject<{ code: z.ZodLiteral<C>; text: z.ZodString } & Shape, z.core.$strict> {
  return z.strictObject({ code: z.literal(code), text, ...shape }).meta({ description });
}

/** One step of the way to a date. */
export const stepSchema = z.discriminatedUnion('code', [
  step('received', { event: z.enum(['receipt', 'completed-filing', 'planned-competent-receipt', 'competent-receipt', 'supplement', 'payment', 'no-obligation']), at, law: law.exactOptional(), citation: citation.exactOptional() }, 'What the term begins with; citation is the place the procedure names itself'),
  step('start', { rule: z.enum(['on-receipt', 'same-day-15h', 'birth-group-15h', 'online-17h', 'last-hour']), at, moved: z.boolean(), passed: z.array(day), law }, 'Where the start rule lets the term begin'),
  step('limit', { limit, extra: limit.exactOptional(), from: at }, 'The limit counted next; extra is time added to the term within it'),
  step('statutory-limit', { limit, dueAt: at.exactOptional() }, 'The statute\'s own limit, where the promise counted is another'),
  step('day-zero', { date, law }, 'The day of the event is not counted'),
  step('clock-of-closing', { closing: at, law }, 'An event outside office hours takes the clock time of the closing before it'),
  step('day-counted', { number: z.int(), day }, 'A working day of the term'),
  step('day-skipped', { day }, 'A day off'),
  step('hours-counted', { day, from: at, to: at, minutes: z.number(), law }, 'Open time of one day'),
  step('span-counted', { firstDay: date, lastDay: date, law }, 'Every day from the first to the last'),
  step('done-on-day', { day, sameDay: z.boolean() }, 'The day of a same-day matter'),
  step('rolled', { from: date, to: date, law }, 'A last day off moves to the next working day'),
  step('end', { rule: z.enum(['same-clock', 'closing', 'midnight', 'hours']), at, day, fit: z.enum(['kept', 'moved-to-opening', 'moved-to-closing']), law }, 'The hour of the end on its day'),
  step('fixed', { dueAt: at, named, citation, documentNumber }, 'A date somebody set where the law gives no term to count'),
  step('undated', { awaits: z.string().exactOptional().meta({ description: 'What somebody will set the date by' }), maximumAt: at.exactOptional(), citation }, 'No date is promised; the legal maximum that judges the dossier, if there is one, is counted next'),
  step('extended', { extension: z.string(), limit, from: at, citation, documentNumber }, 'The term is lengthened by a limit, counted next from where it would have ended'),
  step('extended-until', { extension: z.string(), dueAt: at, named, citation, documentNumber }, 'The term is lengthened to a moment somebody named'),
  step('paused', { ground: z.string(), at, plannedEndAt: at.exactOptional(), legalEnd: z.literal(true).exactOptional(), documentNumber, law }, 'The clock stops; legalEnd: its planned end is the one the law gives'),
  step('time-left', { kind: z.enum(['working', 'wall']), ms: z.int(), from: at, until: at, days: z.array(z.strictObject({ day, from: at, to: at })) }, 'What was left when it stopped, in milliseconds: open time day by day, or wall time'),
  step('resumed', { at, from: at, documentNumber }, 'The clock runs on: from `from`, where the term begins later'),
  step('reopened', { endedAt: at, at, from: at }, 'An ended dossier runs on; what was consumed stays consumed'),
  step('wall-time-counted', { from: at, to: at, law }, 'Wall time that was left runs on without a break'),
  step('landed', { how: z.enum(['runs-out', 'next-opening', 'same-clock', 'closing', 'midnight']), lastDay: date, at, day, law }, 'Where a clock that runs on ends'),
  step('not-earlier', { computed: at, stands: at, because: z.enum(['given-before', 'due-date', 'time-left']), law }, 'The counted date would be the earlier one: the later stands'),
  step('shut-at-hour', { given: at, at, day, law }, 'The office has become shut at the hour given: the next opening stands for it'),
  step('became-late', { dueAt: at }, 'The due moment passed: nothing moves the due date any more'),
  step('stands', { at, because: z.enum(['late', 'nothing-left', 'set-for-event']) }, 'The date stays where it is'),
  step('re-appointed', { promise: z.int(), from: at.exactOptional(), at, reasonCode: z.string(), documentNumber, law }, 'A signed apology gives another date; the due date stays'),
  step('calendar-changed', { fromSnapshot: z.string(), days: z.array(z.strictObject({ date, before: day, after: day })) }, 'Another calendar holds: the days of the count it changes'),
  step('imported', { source: z.string(), dueAt: at.exactOptional(), maximumAt: at.exactOptional() }, 'Taken over from another system as it was'),
]);
/** A step as it is answered. */
export type StepAnswer = z.output<typeof stepSchema>;

/** A day two calendars do not agree on. */
export const changedDaySchema = z.strictObject({ date, before: day, after: day });

/** Names under which steps hold instants; what stands there as text is a day. */
const INSTANTS: readonly string[] = ['at', 'from', 'to', 'until', 'closing', 'plannedEndAt', 'endedAt', 'computed', 'stands', 'given', 'dueAt', 'named', 'maximumAt'];

/** Data of the domain as an answer has it: instants as ISO 8601, hours as clock times. */
export type Written<T> = T extends Instant ? string : T extends readonly [number, number] ? [string, string] : T extends readonly (infer Item)[] ? Written<Item>[] : T extends object ? { -readonly [K in keyof T]: Written<T[K]> } : T;

/** Writes data of the domain for an answer. */
export function written<T extends object>(value: T): Written<T> {
  return writtenAs('', value) as Written<T>;
}

function writtenAs(name: string, value: unknown): unknown {
  if (Array.isArray(value)) {
    return name === 'hours' ? value.map((interval) => (interval as readonly number[]).map(clockTimeOf)) : value.map((item) => writtenAs('', item));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, writtenAs(key, inner)]));
  }
  return typeof value === 'number' && INSTANTS.includes(name) ? isoOf(value) : value;
}

function clockTimeOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
