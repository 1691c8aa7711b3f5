import { z } from 'zod';
import type { DeadlinePreview } from '#service';
import { formatTimeLimitVi } from '#vi';
import { instantOut, isoOf, isoOrNull } from '../schemas/atoms.js';
import { derivationSchema, viewDerivation } from './explanation-view.js';

const named = z.strictObject({ code: z.string(), name: z.string() });

/** The date an intake would be given, and why. */
export const previewSchema = z.strictObject({
  procedure: z.strictObject({ code: z.string(), version: z.int(), name: z.string(), caseCode: z.string(), caseName: z.string().nullable() }),
  channel: z.enum(['counter', 'online', 'post']),
  receivingAgency: named,
  competentAgency: named,
  receivedAt: instantOut,
  startAt: instantOut.nullable().meta({ description: 'When the term begins; later than the receipt where a start rule moves it' }),
  dueAt: instantOut.nullable().meta({ description: 'Null where no date is promised, or a person sets it' }),
  maximumAt: instantOut.nullable().meta({ description: 'Of a dossier without a date: when its legal maximum is reached' }),
  appointment: instantOut.nullable().meta({ description: 'The hour and day the slip would state' }),
  provisional: z.boolean().meta({ description: 'True of an online filing until it is accepted' }),
  basis: z.enum(['computed', 'fixed', 'imported', 'none']),
  term: z.string().nullable(),
  statutory: z
    .strictObject({ term: z.string(), dueAt: instantOut.nullable() })
    .nullable()
    .meta({ description: 'The term of the statute where the province promises a shorter one, and its end; nobody is judged by it' }),
  warnings: z.array(z.string()),
  unconfirmedYears: z.array(z.int()),
  stages: z.array(z.strictObject({ id: z.string(), name: z.string(), agency: z.string(), part: z.int(), group: z.int(), targetAt: instantOut.nullable() })),
  answer: z.strictObject({ alertAt: instantOut, dueAt: instantOut }).nullable().meta({ description: 'When an online filing must be answered' }),
  clocks: z.strictObject({ supplementRequestDueAt: instantOut.nullable(), transferDueAt: instantOut.nullable(), forwardingDueAt: instantOut.nullable() }),
  explanation: z.array(z.string()).meta({ description: 'The derivation in sentences, each with its article, notice or decision' }),
  derivation: derivationSchema.nullable(),
  calendar: z.string().meta({ description: 'Version of the calendars it was counted on' }),
});
/** A preview as it is answered. */
export type PreviewAnswer = z.output<typeof previewSchema>;

/** A preview as its answer. */
export function viewPreview({ page, snapshot }: Extract<DeadlinePreview, { kind: 'previewed' }>): PreviewAnswer {
  const { state, procedure, dates, statutory } = page;
  const { answer, clocks } = state;
  return {
    procedure: { code: procedure.code, version: procedure.version, name: procedure.name, caseCode: state.procedure.caseCode, caseName: page.chosen?.name ?? null },
    channel: state.channel,
    receivingAgency: { ...page.receivingAgency },
    competentAgency: { ...page.competentAgency },
    receivedAt: isoOf(state.receivedAt),
    startAt: isoOrNull(dates.explanation?.startAt),
    dueAt: isoOrNull(state.basis === 'none' ? undefined : state.dueAt),
    maximumAt: isoOrNull(state.basis === 'none' ? state.dueAt : undefined),
    appointment: isoOrNull(state.appointment),
    provisional: state.provisional,
    basis: state.basis,
    term: page.term ?? null,
    statutory: statutory === undefined ? null : { term: formatTimeLimitVi(statutory.limit), dueAt: isoOrNull(statutory.dueAt) },
    warnings: [...page.warnings],
    unconfirmedYears: [...state.unconfirmedYears],
    stages: state.stages.map(({ id, agency, part, group, targetAt }) => ({ id, name: page.stageNames[id] ?? id, agency, part, group, targetAt: isoOrNull(targetAt) })),
    answer: answer === undefined ? null : { alertAt: isoOf(answer.alertAt), dueAt: isoOf(answer.dueAt) },
    clocks: {
      supplementRequestDueAt: isoOrNull(clocks.supplementRequestDueAt),
      transferDueAt: isoOrNull(clocks.transferDueAt),
      forwardingDueAt: isoOrNull(clocks.forwardingDueAt),
    },
    explanation: [...page.explanation],
    derivation: dates.explanation === undefined ? null : viewDerivation(dates.explanation),
    calendar: snapshot,
  };
}
