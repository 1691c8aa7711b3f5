import { z } from 'zod';
import { formatLocalDate, PUBLIC_LANGUAGES, PUBLIC_STEPS, PUBLIC_TASKS, type PublicLanguage, RATINGS, STATUSES } from '#domain';
import { getRate } from '#domain/figures';
import type { BoardNumbers, CodeSent, OpenableLetter, PublicPage, PublicSession } from '#service';
import { DOSSIER_WORDS, PAUSE_GROUND_LABELS, RATE_WORDS } from '#vi';
import { instantOut, isoOf, isoOrNull } from '../schemas/atoms.js';

const GROUNDS = Object.keys(PAUSE_GROUND_LABELS) as (keyof typeof PAUSE_GROUND_LABELS)[];
const DAY_KINDS = ['holiday', 'compensation', 'swap-off', 'make-up', 'closure', 'special-hours', 'weekly-hours', 'weekly-rest'] as const;
const clockTime = z.string().regex(/^\d{2}:\d{2}$/);

/** A dossier as anybody is told of it who knows its pair: no person, and no words anybody wrote. */
export const publicDossierSchema = z.strictObject({
  code: z.string(),
  asOf: instantOut,
  language: z.enum(PUBLIC_LANGUAGES).meta({ description: 'Of labels and sentences, as `Accept-Language` asked; in English, names that stay Vietnamese stand between “ and ” within sentences' }),
  status: z.enum(STATUSES),
  statusLabel: z.string(),
  procedure: z.string(),
  receivedAt: instantOut,
  provisional: z.boolean().meta({ description: 'Filed online and not accepted yet: dates are what they would be' }),
  desk: z.strictObject({
    name: z.string(),
    phone: z.string().nullable(),
    open: z.strictObject({ day: z.iso.date(), hours: z.array(z.strictObject({ from: clockTime, to: clockTime })) }).nullable().meta({ description: 'Hours on the next day it is open' }),
  }),
  holders: z.array(z.string()).meta({ description: 'Agencies that have it in hand' }),
  stages: z.array(z.strictObject({ name: z.string(), agency: z.string(), since: instantOut.nullable() })).meta({ description: 'What is being done now' }),
  progress: z.strictObject({ done: z.int(), of: z.int() }).meta({ description: 'Stages of the term' }),
  task: z.strictObject({
    task: z.enum(PUBLIC_TASKS).meta({ description: 'What the applicant has to do or waits for' }),
    by: instantOut.nullable(),
    from: instantOut.nullable(),
    papers: z.array(z.string()).meta({ description: 'Papers asked for, by their names in the procedure' }),
    otherPapers: z.boolean().meta({ description: 'More was asked for, which stands in the letter alone' }),
  }),
  pausedFor: z.strictObject({ ground: z.enum(GROUNDS), label: z.string() }).nullable(),
  fees: z.array(z.strictObject({ name: z.string(), amount: z.int() })).meta({ description: 'Owed and not paid, in dong' }),
  resultDelivery: z.enum(['desk', 'post', 'online']),
  appointment: z.strictObject({ at: instantOut, first: instantOut.nullable().meta({ description: 'The date given first, where it was another' }), reappointed: z.boolean(), over: z.boolean() }).nullable(),
  explanation: z.strictObject({
    lines: z.array(z.string()).meta({ description: 'How the date came about, in sentences' }),
    days: z.array(z.strictObject({ date: z.iso.date(), counted: z.boolean(), kind: z.enum(DAY_KINDS), name: z.string().nullable() })).meta({ description: 'The days counted and left out' }),
    unconfirmedYears: z.array(z.int()).meta({ description: 'Years whose days off have no official notice yet' }),
  }),
  steps: z.array(z.strictObject({ step: z.enum(PUBLIC_STEPS), at: instantOut, stage: z.string().nullable(), agency: z.string().nullable() })),
  ratable: z.boolean(),
  rating: z.enum(RATINGS).nullable(),
});
/** A dossier as the public is told of it. */
export type PublicDossierAnswer = z.output<typeof publicDossierSchema>;

const session = z.strictObject({ token: z.string().meta({ description: 'Sent as `Authorization: Lookup TOKEN`' }), expiresAt: instantOut });

/** A dossier that was found, with what opens it again for fifteen minutes. */
export const lookUpSchema = z.strictObject({ session, dossier: publicDossierSchema });
/** A dossier that was found. */
export type LookUpAnswer = z.output<typeof lookUpSchema>;

/** Whereto a one-time code was sent. */
export const letterCodeSentSchema = z
  .strictObject({
    contact: z.strictObject({ channel: z.enum(['email', 'sms', 'zalo']), maskedTo: z.string() }).nullable().meta({ description: 'Null where the dossier names no contact that could be written to' }),
    expiresAt: instantOut.nullable(),
  })
  .meta({ examples: [{ contact: { channel: 'email', maskedTo: 'n***@example.vn' }, expiresAt: '2026-08-19T09:10:00+07:00' }] });
/** Whereto a one-time code was sent, as it is answered. */
export type LetterCodeSentAnswer = z.output<typeof letterCodeSentSchema>;

/** What opens the letters of a dossier for fifteen minutes. */
export const letterSessionSchema = session.meta({ examples: [{ token: 'pX3n0c6Zc0s1q0kO2v7hJ4mB8yW5tR9eL1aD6fG3iKs', expiresAt: '2026-08-19T09:18:00+07:00' }] });
/** What opens letters, as it is answered. */
export type LetterSessionAnswer = z.output<typeof letterSessionSchema>;

/** A letter somebody may open. */
export const publicLetterSchema = z.strictObject({ key: z.string(), label: z.string(), form: z.string(), producedAt: instantOut.nullable() });
/** A letter somebody may open, as it is answered. */
export type PublicLetterAnswer = z.output<typeof publicLetterSchema>;

/** That a rating was taken. */
export const publicRatingSchema = z.strictObject({ rating: z.enum(RATINGS), recorded: z.boolean().meta({ description: 'False while it still waits to be entered' }) }).meta({ examples: [{ rating: 'satisfied', recorded: true }] });
/** That a rating was taken, as it is answered. */
export type PublicRatingAnswer = z.output<typeof publicRatingSchema>;

/** Under what code feedback is known. */
export const publicFeedbackSchema = z.strictObject({ code: z.string() }).meta({ examples: [{ code: 'PA-H99.31-2026-000001' }] });
/** Under what code feedback is known, as it is answered. */
export type PublicFeedbackAnswer = z.output<typeof publicFeedbackSchema>;

/** Numbers of an agency for a screen in its hall. */
export const boardSchema = z
  .strictObject({
    agency: z.string(),
    asOf: instantOut,
    receivedToday: z.int(),
    doneToday: z.int(),
    open: z.int(),
    overdue: z.int(),
    paused: z.int(),
    onTime: z.strictObject({ formula: z.string(), formulaVi: z.string(), period: z.strictObject({ from: z.iso.date(), to: z.iso.date() }), numerator: z.int(), denominator: z.int(), value: z.number().nullable().meta({ description: 'Percent finished in time of all finished this month; null where nothing was' }) }),
  })
  .meta({ examples: [{ agency: 'UBND phường Trung Tâm', asOf: '2026-08-19T09:00:00+07:00', receivedToday: 12, doneToday: 9, open: 41, overdue: 1, paused: 3, onTime: { formula: 'finished early or on the day / finished', formulaVi: 'đúng hạn / đã giải quyết', period: { from: '2026-08-01', to: '2026-08-31' }, numerator: 118, denominator: 120, value: 98.33 } }] });
/** Numbers of an agency, as they are answered. */
export type BoardAnswer = z.output<typeof boardSchema>;

/** A public page as its answer. */
export function viewPublicDossier(page: PublicPage, asOf: number, language: PublicLanguage): PublicDossierAnswer {
  const { desk, task, appointment } = page;
  const words = DOSSIER_WORDS[language];
  return {
    code: page.code,
    asOf: isoOf(asOf),
    language,
    status: page.status,
    statusLabel: words.statuses[page.status],
    procedure: page.procedure,
    receivedAt: isoOf(page.receivedAt),
    provisional: page.provisional,
    desk: { name: desk.name, phone: desk.phone ?? null, open: desk.open === undefined ? null : { day: desk.open.day, hours: desk.open.hours.map(([from, to]) => ({ from: timeOf(from), to: timeOf(to) })) } },
    holders: [...page.holders],
    stages: page.stages.map(({ name, agency, since }) => ({ name, agency, since: isoOrNull(since) })),
    progress: { done: page.stagesDone, of: page.stagesInAll },
    task: { task: task.task, by: isoOrNull(task.by), from: isoOrNull(task.from), papers: [...task.papers], otherPapers: task.otherPapers },
    pausedFor: page.pausedFor === undefined ? null : { ground: page.pausedFor, label: words.grounds[page.pausedFor] },
    fees: page.fees.map((fee) => ({ ...fee })),
    resultDelivery: page.resultDelivery,
    appointment: appointment === undefined ? null : { at: isoOf(appointment.at), first: isoOrNull(appointment.first), reappointed: appointment.isReappointed, over: appointment.isOver },
    explanation: {
      lines: [...page.explanation],
      days: page.days.map(({ date, working, kind, name }) => ({ date, counted: working, kind, name: name ?? null })),
      unconfirmedYears: [...page.unconfirmedYears],
    },
    steps: page.steps.map(({ step, at, stage, agency }) => ({ step, at: isoOf(at), stage: stage ?? null, agency: agency ?? null })),
    ratable: page.isRatable,
    rating: page.rating ?? null,
  };
}

/** A session as its answer. */
export function viewSession({ token, expiresAt }: PublicSession): LetterSessionAnswer {
  return { token, expiresAt: isoOf(expiresAt) };
}

/** What became of a wish for a code, as its answer; whoever is to be asked again later is a problem. */
export function viewCodeSent(sent: Extract<CodeSent, { readonly kind: 'sent' | 'no-contact' }>): LetterCodeSentAnswer {
  return sent.kind === 'sent' ? { contact: { channel: sent.channel, maskedTo: sent.maskedTo }, expiresAt: isoOf(sent.expiresAt) } : { contact: null, expiresAt: null };
}

/** A letter as its answer, named in a language. */
export function viewPublicLetter({ key, kind, form, producedAt }: OpenableLetter, language: PublicLanguage): PublicLetterAnswer {
  return { key, label: (DOSSIER_WORDS[language].letters as Readonly<Record<string, string>>)[kind] ?? kind, form, producedAt: isoOrNull(producedAt) };
}

/** Numbers of an agency as their answer. */
export function viewBoard(agency: string, { asOf, receivedToday, doneToday, open, overdue, waiting, onTime, month }: BoardNumbers): BoardAnswer {
  const stated = { formula: getRate('on-time-of-processed').formula, formulaVi: RATE_WORDS['on-time-of-processed'].formula, period: { from: formatLocalDate(month.first), to: formatLocalDate(month.last) } };
  return { agency, asOf: isoOf(asOf), receivedToday, doneToday, open, overdue, paused: waiting, onTime: { ...stated, numerator: onTime.n, denominator: onTime.d, value: onTime.value === undefined ? null : Number(onTime.value) } };
}

function timeOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
