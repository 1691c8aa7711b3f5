import { z } from 'zod';
import { type Agency, formatLocalDate, type PlannedTask, type PlanProblem, PLAN_LINE_KINDS, PLAN_PROBLEMS, type PlanSchedule, REPORT_PERIODS, SCHEDULE_ASSUMPTIONS, type TaskTarget } from '#domain';
import type { PlanConfirmed, PlanSummary, TaskPlan } from '#service';
import { foldSearchText, PLAN_PROBLEM_LABELS } from '#vi';
import { instantOut, isoOf, isoOrNull } from '../schemas/atoms.js';

const dayOut = z.iso.date();
const placeSchema = z.strictObject({ table: z.int().meta({ description: '0 for text outside tables' }), row: z.int(), sheet: z.string().nullable() });
/** A target as it is answered. */
export const targetSchema = z.strictObject({
  comparator: z.enum(['at-least', 'at-most', 'below', 'above']),
  measure: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('share'), hundredths: z.int() }), z.strictObject({ kind: z.literal('count'), count: z.int() })]),
  wording: z.string(),
  by: dayOut.nullable(),
});

const bodySchema = z.strictObject({ name: z.string(), agency: z.string().nullable().meta({ description: 'The agency of the catalogue that bears this name; null where a person must choose' }) });

/** When a task is to be done, as the plan words it. */
const scheduleSchema = z.strictObject({
  kind: z.enum(['deadline', 'deadlines', 'recurring', 'continuous', 'awaiting']),
  lastDay: dayOut.nullable(),
  firstDay: dayOut.nullable(),
  lastDays: z.array(dayOut).meta({ description: 'Several ends, in their order' }),
  periods: z.array(z.enum(REPORT_PERIODS)),
  dueDay: z.int().nullable().meta({ description: 'Day of the month the reports are due on' }),
  because: z.string().nullable().meta({ description: 'Why it has no date: another-document, on-demand, missing, unread' }),
});

const SUMMARY = {
  id: z.uuid(),
  agency: z.string(),
  number: z.string(),
  issuedOn: dayOut,
  endsOn: dayOut,
  format: z.enum(['docx', 'xlsx', 'csv', 'entered']).meta({ description: 'What it was read from; entered by a person where it is one task of a document of its own' }),
  sha256: z.string(),
  state: z.enum(['draft', 'confirmed']),
  uploadedBy: z.string(),
  uploadedAt: instantOut,
  confirmedBy: z.string().nullable(),
  confirmedAt: instantOut.nullable(),
  links: z.strictObject({ plan: z.string(), confirm: z.string(), report: z.string(), tasks: z.string() }),
};

const ID = '5f0c7a52-8d9b-4f0e-9a59-0d6c5b1f2a10';
const EXAMPLE = {
  id: ID,
  agency: 'H99.31',
  number: '12/KH-UBND',
  issuedOn: '2026-01-10',
  endsOn: '2026-12-31',
  format: 'docx',
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  state: 'draft',
  uploadedBy: 'head-1',
  uploadedAt: '2026-01-12T09:00:00+07:00',
  confirmedBy: null,
  confirmedAt: null,
  links: { plan: `/api/v1/task-plans/${ID}`, confirm: `/api/v1/task-plans/${ID}/confirm`, report: `/api/v1/task-plans/${ID}/report`, tasks: `/api/v1/assigned-tasks?plan=${ID}` },
} as const;

/** A plan in a list. */
export const planSummarySchema = z.strictObject(SUMMARY).meta({ examples: [EXAMPLE] });
/** A plan in a list as it is answered. */
export type PlanSummaryAnswer = z.output<typeof planSummarySchema>;

/** A plan with everything that was read of it. */
export const taskPlanSchema = z
  .strictObject({
    ...SUMMARY,
    tasks: z.array(
      z.strictObject({
        place: z.int(),
        reference: z.string(),
        sections: z.array(z.strictObject({ number: z.string(), title: z.string() })),
        title: z.string(),
        scheduleText: z.string(),
        schedule: scheduleSchema,
        assumed: z.array(z.enum(SCHEDULE_ASSUMPTIONS)).meta({ description: 'What was read into the schedule that its text leaves open' }),
        leads: z.array(bodySchema),
        coordinating: z.array(bodySchema),
        result: z.string(),
        inherited: z.array(z.string()).meta({ description: 'Columns that were empty or joined and say what the line above says' }),
        proposedTargets: z.array(targetSchema),
        places: z.array(placeSchema),
      }),
    ),
    problems: z.array(z.strictObject({ code: z.enum(PLAN_PROBLEMS), sentence: z.string(), place: placeSchema, column: z.string().nullable(), text: z.string() })).meta({ description: 'What a person must look at; nothing of the document is left out in silence' }),
    lines: z.array(z.strictObject({ place: placeSchema, kind: z.enum(PLAN_LINE_KINDS), text: z.string(), task: z.int().nullable().meta({ description: 'Place of the task it is part of' }) })),
  })
  .meta({
    examples: [
      {
        ...EXAMPLE,
        tasks: [
          {
            place: 1,
            reference: 'A.I.3',
            sections: [{ number: 'A', title: 'CHỈ SỐ CẢI CÁCH HÀNH CHÍNH' }],
            title: 'Tổ chức kiểm tra công tác CCHC, đảm bảo kiểm tra ít nhất 30% số phòng, đơn vị',
            scheduleText: 'Quý II/2026',
            schedule: { kind: 'deadline', lastDay: '2026-06-30', firstDay: null, lastDays: [], periods: [], dueDay: null, because: null },
            assumed: [],
            leads: [{ name: 'Văn phòng Sở', agency: null }],
            coordinating: [],
            result: '100% các vấn đề phát hiện qua kiểm tra được xử lý',
            inherited: [],
            proposedTargets: [{ comparator: 'at-least', measure: { kind: 'share', hundredths: 3000 }, wording: 'đảm bảo kiểm tra ít nhất 30% số phòng, đơn vị', by: null }],
            places: [{ table: 1, row: 5, sheet: null }],
          },
        ],
        problems: [{ code: 'no-task', sentence: PLAN_PROBLEM_LABELS['no-task'], place: { table: 1, row: 9, sheet: null }, column: null, text: '18' }],
        lines: [{ place: { table: 1, row: 5, sheet: null }, kind: 'task', text: '3 | Tổ chức kiểm tra công tác CCHC | Quý II/2026', task: 1 }],
      },
    ],
  });
/** A plan as it is answered. */
export type TaskPlanAnswer = z.output<typeof taskPlanSchema>;

/** What a confirmation came to. */
export const planConfirmedSchema = z
  .strictObject({
    id: z.uuid(),
    confirmedAt: instantOut,
    opened: z.int().meta({ description: 'Tasks opened so far, reports of series among them' }),
    series: z.int().meta({ description: 'Reports that come again and open their next occurrence by themselves' }),
    link: z.string(),
  })
  .meta({ examples: [{ id: ID, confirmedAt: '2026-01-12T09:30:00+07:00', opened: 55, series: 3, link: `/api/v1/assigned-tasks?plan=${ID}` }] });
/** A confirmation as it is answered. */
export type PlanConfirmedAnswer = z.output<typeof planConfirmedSchema>;

/** A plan in a list. */
export function viewPlanSummary({ id, agency, number, issuedOn, endsOn, format, sha256, uploadedBy, uploadedAt, confirmedBy, confirmedAt }: PlanSummary): PlanSummaryAnswer {
  const self = `/api/v1/task-plans/${id}`;
  return {
    id,
    agency,
    number,
    issuedOn: formatLocalDate(issuedOn),
    endsOn: formatLocalDate(endsOn),
    format,
    sha256,
    state: confirmedAt === undefined ? 'draft' : 'confirmed',
    uploadedBy,
    uploadedAt: isoOf(uploadedAt),
    confirmedBy: confirmedBy ?? null,
    confirmedAt: isoOrNull(confirmedAt),
    links: { plan: self, confirm: `${self}/confirm`, report: `${self}/report`, tasks: tasksOf(id) },
  };
}

/** A plan with its reading; bodies it names are matched with the catalogue by name. */
export function viewTaskPlan({ reading, ...summary }: TaskPlan, agencies: ReadonlyMap<string, Agency>): TaskPlanAnswer {
  const byName = new Map(Array.from(agencies.values(), ({ name, code, province }) => [foldSearchText(name), province === summary.province ? code : undefined]));
  const bodies = (names: readonly string[]): { name: string; agency: string | null }[] => names.map((name) => ({ name, agency: byName.get(foldSearchText(name)) ?? null }));
  return {
    ...viewPlanSummary(summary),
    tasks: reading.tasks.map((task, index) => viewTask(task, index + 1, bodies)),
    problems: reading.problems.map(viewProblem),
    lines: reading.lines.map(({ place, kind, text, task }) => ({ place: viewPlace(place), kind, text, task: task === undefined ? null : task + 1 })),
  };
}

/** A confirmation as its answer. */
export function viewConfirmed({ id, confirmedAt, opened, series }: Extract<PlanConfirmed, { readonly kind: 'confirmed' | 'known' }>): PlanConfirmedAnswer {
  return { id, confirmedAt: isoOf(confirmedAt), opened, series, link: tasksOf(id) };
}

/** A target as its answer. */
export function viewTarget({ comparator, measure, wording, by }: TaskTarget): z.output<typeof targetSchema> {
  return { comparator, measure, wording, by: by === undefined ? null : formatLocalDate(by) };
}

function viewTask(task: PlannedTask, place: number, bodies: (names: readonly string[]) => { name: string; agency: string | null }[]): TaskPlanAnswer['tasks'][number] {
  const { reference, sections, title, scheduleText, result } = task;
  return {
    place,
    reference,
    sections: [...sections],
    title,
    scheduleText,
    schedule: viewSchedule(task.schedule),
    assumed: [...task.assumed],
    leads: bodies(task.leads),
    coordinating: bodies(task.coordinating),
    result,
    inherited: [...task.inherited],
    proposedTargets: task.proposedTargets.map(viewTarget),
    places: task.places.map(viewPlace),
  };
}

function viewSchedule(schedule: PlanSchedule): z.output<typeof scheduleSchema> {
  return {
    kind: schedule.kind,
    lastDay: schedule.kind === 'deadline' ? formatLocalDate(schedule.lastDay) : null,
    firstDay: schedule.kind === 'deadline' && schedule.firstDay !== undefined ? formatLocalDate(schedule.firstDay) : null,
    lastDays: schedule.kind === 'deadlines' ? schedule.lastDays.map(formatLocalDate) : [],
    periods: schedule.kind === 'recurring' ? [...schedule.periods] : [],
    dueDay: schedule.kind === 'recurring' ? (schedule.dueDay ?? null) : null,
    because: schedule.kind === 'awaiting' ? schedule.because : null,
  };
}

function viewProblem({ code, place, column, text }: PlanProblem): TaskPlanAnswer['problems'][number] {
  return { code, sentence: PLAN_PROBLEM_LABELS[code], place: viewPlace(place), column: column ?? null, text };
}

function viewPlace({ table, row, sheet }: PlanProblem['place']): z.output<typeof placeSchema> {
  return { table, row, sheet: sheet ?? null };
}

function tasksOf(id: string): string {
  return `/api/v1/assigned-tasks?plan=${id}`;
}
