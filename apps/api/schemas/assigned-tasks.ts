import { z } from 'zod';
import { COMPARATORS, DAY_OFF_RULES, type LocalDate, parseLocalDate, REPORT_PERIODS } from '#domain';
import { REPORT_FORMATS, TASK_STANDINGS } from '#service';
import { after, documentNumber, limit, line, prose, reference, subject } from './atoms.js';
import { evidenceIds } from './cases.js';

/** A day a client sends, as `YYYY-MM-DD`. */
const day = z.iso
  .date()
  .meta({ examples: ['2026-06-30'] })
  .transform((text): LocalDate => parseLocalDate(text));

const CSV_LIMIT = 500_000;
const TASKS_AT_ONCE = 1000;
const TARGETS_AT_ONCE = 20;

/** A plan and its table: a DOCX or XLSX uploaded as evidence before, or the text of a CSV. */
export const planUploadRequest = z
  .strictObject({
    agency: reference.meta({ description: 'Who issued the plan' }),
    number: documentNumber,
    issuedOn: day,
    endsOn: day.meta({ description: 'The last day of the plan: continuous work is looked at then' }),
    document: z.union([
      z.strictObject({ file: z.uuid().meta({ description: 'A DOCX or XLSX uploaded to /api/v1/evidence' }) }),
      z.strictObject({ csv: z.string().min(1).max(CSV_LIMIT).meta({ description: 'The text of a CSV, parted by commas, semicolons or tabs' }) }),
    ], 'must be {"file": …} with the id of a DOCX or XLSX uploaded to /api/v1/evidence, or {"csv": …} with the text of a CSV'),
  })
  .meta({ examples: [{ agency: 'H99.31', number: '12/KH-UBND', issuedOn: '2026-01-10', endsOn: '2026-12-31', document: { file: '3f1c1f0e-6a43-4c0e-9a52-2c7d9b3f1a10' } }] });
/** A `planUploadRequest` that was checked. */
export type PlanUploadRequest = z.output<typeof planUploadRequest>;

// As a list in the description: of a tuple with more to follow, typed clients know the first alone.
const periods = z
  .array(z.enum(REPORT_PERIODS))
  .min(1)
  .refine((named) => new Set(named).size === named.length, 'must name each period once')
  .transform(([first, ...others]) => (first === undefined ? z.NEVER : ([first, ...others] as const)));

const timing = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('deadline'), lastDay: day, firstDay: day.exactOptional(), dayOff: z.enum(DAY_OFF_RULES).exactOptional() }),
  z.strictObject({
    kind: z.literal('deadlines'),
    lastDays: z.array(day).min(2).max(24).refine((days) => days.every((each, index) => index === 0 || each > (days[index - 1] ?? each)), 'must be in order, each once').meta({ description: 'One task for each' }),
    dayOff: z.enum(DAY_OFF_RULES).exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('recurring'),
    periods,
    dueDay: z.int().min(1).max(31).exactOptional().meta({ description: 'Day of a month it is due on, the first one after its cut-off; as the installation has it where absent' }),
    dayOff: z.enum(DAY_OFF_RULES).exactOptional(),
  }),
  z.strictObject({ kind: z.literal('continuous') }),
  z.strictObject({ kind: z.literal('awaiting') }),
]);

const target = z.strictObject({
  comparator: z.enum(COMPARATORS),
  measure: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('share'), hundredths: z.int().min(0).max(10_000).meta({ description: 'Hundredths of a percent: 9800 is 98 %' }) }),
    z.strictObject({ kind: z.literal('count'), count: z.int().min(0).max(1_000_000) }),
  ]),
  wording: prose(2000),
  by: day.exactOptional(),
});

const assignment = {
  lead: reference,
  owner: subject.exactOptional(),
  timing,
  escalates: z.boolean().meta({ description: 'Whether owner, head and leader are warned and told; a task without is only watched' }),
};

/** A task assigned outside a plan, with the document that assigns it. */
export const taskAssignmentRequest = z
  .strictObject({
    agency: reference.meta({ description: 'Who issued the document' }),
    number: documentNumber,
    issuedOn: day,
    endsOn: day.meta({ description: 'The last day of the work: continuous work is looked at then, and no report of it begins later' }),
    title: prose(5000),
    result: prose(5000).default(''),
    ...assignment,
    coordinating: z.array(reference).max(50).default([]),
    targets: z.array(target).max(TARGETS_AT_ONCE).default([]),
  })
  .meta({ examples: [{ agency: 'H99.31', number: '45/UBND-VX', issuedOn: '2026-08-10', endsOn: '2026-12-31', title: 'Rà soát thủ tục hành chính nội bộ', lead: 'H99.31', timing: { kind: 'deadline', lastDay: '2026-09-30' }, escalates: true }] });
/** A `taskAssignmentRequest` that was checked. */
export type TaskAssignmentRequest = z.output<typeof taskAssignmentRequest>;

const place = z.int().min(1).max(TASKS_AT_ONCE).meta({ description: 'Place of the task in the draft, from 1' });

/** What a person decided on each task of a draft: taken by an agency, or left out and why. */
export const planConfirmationRequest = z
  .strictObject({
    tasks: z
      .array(
        z.union([
          z.strictObject({
            place,
            ...assignment,
            coordinating: z.array(reference).max(50),
            targets: z.array(target).max(TARGETS_AT_ONCE),
            title: prose(5000).exactOptional(),
            result: prose(5000).exactOptional(),
          }),
          z.strictObject({ place, leftOut: line(500).meta({ description: 'Why no task is opened for it' }) }),
        ]),
      )
      .max(TASKS_AT_ONCE),
  })
  .meta({
    examples: [
      {
        tasks: [
          { place: 1, lead: 'H99.31', coordinating: ['H99.32'], timing: { kind: 'deadline', lastDay: '2026-06-30' }, targets: [{ comparator: 'at-least', measure: { kind: 'share', hundredths: 3000 }, wording: 'ít nhất 30% số phòng' }], escalates: true },
          { place: 2, lead: 'H99.31', owner: 'officer-1', coordinating: [], timing: { kind: 'recurring', periods: ['six-months', 'nine-months', 'year'] }, targets: [], escalates: true },
          { place: 3, leftOut: 'Trùng với nhiệm vụ 1' },
        ],
      },
    ],
  });
/** A `planConfirmationRequest` that was checked. */
export type PlanConfirmationRequest = z.output<typeof planConfirmationRequest>;

const words = { text: prose(4000).exactOptional().meta({ description: 'Reason or remark; kept encrypted' }) };
const evidence = evidenceIds;

/** A command to a task. */
export const taskCommandRequest = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('SetTaskDate'), lastDay: day, ...words }),
    z.strictObject({ type: z.literal('ReportTaskProgress'), target: z.int().min(0).max(TARGETS_AT_ONCE).exactOptional(), reached: z.int().min(0).max(1_000_000_000), outOf: z.int().min(0).max(1_000_000_000), ...words }),
    z.strictObject({ type: z.literal('AddTaskEvidence'), evidence: evidence.min(1), ...words }),
    z.strictObject({ type: z.literal('ProposeTaskExtension'), lastDay: day, ...words }),
    z.strictObject({ type: z.literal('DecideTaskExtension'), approved: z.boolean(), ...words }),
    z.strictObject({ type: z.literal('RaiseTaskFinding'), lastDay: day, ...words }),
    z.strictObject({ type: z.literal('HandleTaskFinding'), finding: z.int().min(1).max(10_000), evidence, ...words }),
    z.strictObject({ type: z.literal('CompleteTask'), evidence, ...words }),
    z.strictObject({ type: z.literal('ExplainTask'), ...words }),
  ])
  .meta({ examples: [{ type: 'ReportTaskProgress', target: 0, reached: 4, outOf: 10 }, { type: 'ProposeTaskExtension', lastDay: '2026-07-31', text: 'Chờ số liệu của các phòng' }] });
/** A `taskCommandRequest` that was checked. */
export type TaskCommandRequest = z.output<typeof taskCommandRequest>;

/** Which tasks are listed. */
export const assignedTasksQuery = z.strictObject({
  limit,
  after,
  agency: reference.exactOptional().meta({ description: 'Only those this agency leads or works along with' }),
  owner: subject.exactOptional(),
  plan: z.uuid().exactOptional(),
  standing: z.enum(TASK_STANDINGS).default('open').meta({ description: 'How the tasks stand now' }),
});
/** An `assignedTasksQuery` that was checked. */
export type AssignedTasksQuery = z.output<typeof assignedTasksQuery>;

/** Whose plans are listed. */
export const plansQuery = z.strictObject({ limit, after, agency: reference.exactOptional() });
/** A `plansQuery` that was checked. */
export type PlansQuery = z.output<typeof plansQuery>;

/** Whose tasks are counted, by the days they were due on. */
export const onTimeQuery = z.strictObject({
  agency: reference.exactOptional(),
  from: day.exactOptional().meta({ description: 'First day; the first of this year where absent' }),
  to: day.exactOptional().meta({ description: 'Last day; today where absent' }),
});
/** An `onTimeQuery` that was checked. */
export type OnTimeQuery = z.output<typeof onTimeQuery>;

/** As what a report is wanted. */
export const reportFileQuery = z.strictObject({ format: z.enum(REPORT_FORMATS).default('xlsx') });
/** A `reportFileQuery` that was checked. */
export type ReportFileQuery = z.output<typeof reportFileQuery>;
