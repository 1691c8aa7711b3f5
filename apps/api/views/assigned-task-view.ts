import { z } from 'zod';
import { type CaseClock, formatLocalDate, isLateTask, lastRound, localDate, MAIN_CLOCKS, owesExplanation, REPORT_PERIODS, TASK_TIMINGS } from '#domain';
import type { OnTimeRate } from '#letters';
import type { ShownTask, TaskItem } from '#service';
import { clockLabel, FIGURE_FORMULAS } from '#vi';
import { instantOut, isoOf, isoOrNull } from '../schemas/atoms.js';
import { casePath } from './case-command-view.js';
import { evidenceRefsSchema, viewEvidenceRefs } from './evidence-view.js';
import { periodSchema, type ToldDays, viewPeriod } from './period-view.js';
import { targetSchema } from './task-plan-view.js';

const dayOut = z.iso.date();
const CODE = 'NV-H99-2026-000001';

/** A task in a list. */
export const taskItemSchema = z
  .strictObject({
    code: z.string(),
    title: z.string().nullable().meta({ description: 'Null where its words were erased' }),
    agency: z.string(),
    owner: z.string().nullable(),
    coordinating: z.array(z.string()),
    openedAt: instantOut,
    outcome: z.string().nullable().meta({ description: 'done or unmet once it is over' }),
    dueAt: instantOut.nullable().meta({ description: 'Null while it waits for a date' }),
    doneAt: instantOut.nullable(),
    inTime: z.boolean().nullable(),
    openFindings: z.int(),
    explanationDue: z.boolean(),
    link: z.string(),
  })
  .meta({
    examples: [
      { code: CODE, title: 'Tổ chức kiểm tra công tác CCHC', agency: 'H99.31', owner: 'officer-1', coordinating: ['H99.32'], openedAt: '2026-01-12T09:30:00+07:00', outcome: null, dueAt: '2026-06-30T17:00:00+07:00', doneAt: null, inTime: null, openFindings: 0, explanationDue: false, link: `/api/v1/assigned-tasks/${CODE}` },
    ],
  });
/** A task in a list as it is answered. */
export type TaskItemAnswer = z.output<typeof taskItemSchema>;

const clockSchema = z.strictObject({ clock: z.string(), label: z.string(), round: z.int(), startedAt: instantOut, dueAt: instantOut, warned: z.boolean(), becameLate: z.boolean(), escalated: z.int(), stoppedAt: instantOut.nullable(), inTime: z.boolean().nullable() });

/** A task with its clocks, progress, findings and words. */
export const assignedTaskSchema = z
  .strictObject({
    code: z.string(),
    agency: z.string(),
    owner: z.string().nullable(),
    coordinating: z.array(z.string()),
    outcome: z.string().nullable(),
    timing: z.enum(TASK_TIMINGS).nullable(),
    plan: z.strictObject({ id: z.uuid(), number: z.string(), place: z.int(), reference: z.string(), sections: z.array(z.strictObject({ number: z.string(), title: z.string() })), link: z.string() }).nullable(),
    title: z.string(),
    result: z.string(),
    scheduleText: z.string(),
    lastDay: dayOut.nullable(),
    report: z.strictObject({ period: z.enum(REPORT_PERIODS), year: z.int(), number: z.int(), first: dayOut, last: dayOut }).nullable().meta({ description: 'Which report of a series it is, and the days it counts' }),
    dueAt: instantOut.nullable(),
    isLate: z.boolean(),
    targets: z.array(z.strictObject({ ...targetSchema.shape, reached: z.int().nullable(), outOf: z.int().nullable() })),
    findings: z.array(z.strictObject({ finding: z.int(), lastDay: dayOut, text: z.string().nullable(), dueAt: instantOut.nullable(), handledAt: instantOut.nullable() })),
    extension: z.strictObject({ lastDay: dayOut, by: z.string(), reason: z.string().nullable() }).nullable().meta({ description: 'Asked for and not decided yet' }),
    evidence: evidenceRefsSchema,
    doneAt: instantOut.nullable(),
    unmet: z.array(z.int()).meta({ description: 'Places of targets that were not reached, from 0' }),
    explanation: z.string().nullable(),
    explanationDue: z.boolean(),
    clocks: z.array(clockSchema),
    links: z.strictObject({ self: z.string(), commands: z.string(), assignments: z.string() }),
  })
  .meta({
    examples: [
      {
        code: CODE,
        agency: 'H99.31',
        owner: 'officer-1',
        coordinating: ['H99.32'],
        outcome: null,
        timing: 'deadline',
        plan: { id: '5f0c7a52-8d9b-4f0e-9a59-0d6c5b1f2a10', number: '12/KH-UBND', place: 3, reference: 'A.I.3', sections: [{ number: 'A', title: 'CHỈ SỐ CẢI CÁCH HÀNH CHÍNH' }], link: '/api/v1/task-plans/5f0c7a52-8d9b-4f0e-9a59-0d6c5b1f2a10' },
        title: 'Tổ chức kiểm tra công tác CCHC',
        result: '100% các vấn đề phát hiện qua kiểm tra được xử lý',
        scheduleText: 'Quý II/2026',
        lastDay: '2026-06-30',
        report: null,
        dueAt: '2026-06-30T17:00:00+07:00',
        isLate: false,
        targets: [{ comparator: 'at-least', measure: { kind: 'share', hundredths: 3000 }, wording: 'ít nhất 30% số phòng', by: null, reached: 4, outOf: 10 }],
        findings: [{ finding: 1, lastDay: '2026-03-31', text: 'Niêm yết thiếu', dueAt: '2026-03-31T17:00:00+07:00', handledAt: null }],
        extension: null,
        evidence: [{ file: '3f1c1f0e-6a43-4c0e-9a52-2c7d9b3f1a10', sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', link: '/api/v1/evidence/3f1c1f0e-6a43-4c0e-9a52-2c7d9b3f1a10' }],
        doneAt: null,
        unmet: [],
        explanation: null,
        explanationDue: false,
        clocks: [{ clock: 'completion', label: 'hoàn thành nhiệm vụ', round: 1, startedAt: '2026-01-12T09:30:00+07:00', dueAt: '2026-06-30T17:00:00+07:00', warned: false, becameLate: false, escalated: 0, stoppedAt: null, inTime: null }],
        links: { self: `/api/v1/assigned-tasks/${CODE}`, commands: `/api/v1/assigned-tasks/${CODE}/commands`, assignments: `/api/v1/cases/${CODE}/assignments` },
      },
    ],
  });
/** A task as it is answered. */
export type AssignedTaskAnswer = z.output<typeof assignedTaskSchema>;

const ON_TIME_FORMULA = 'tasks and reports done on time / those due in the period that are done or past their end';

/** How many tasks were done on time. */
export const onTimeSchema = z
  .strictObject({
    formula: z.string(),
    formulaVi: z.string(),
    period: periodSchema,
    asOf: instantOut,
    n: z.int().meta({ description: 'Done on time' }),
    d: z.int().meta({ description: 'Due in these days and done, or past their end' }),
    value: z.string().nullable().meta({ description: 'n ÷ d in percent, two decimals; null where nothing was due' }),
    target: z.string().meta({ description: 'Percent' }),
    isMet: z.boolean().nullable(),
  })
  .meta({ examples: [{ formula: ON_TIME_FORMULA, formulaVi: FIGURE_FORMULAS.taskOnTime, period: { from: '2026-01-01', to: '2026-06-30', until: null, note: null }, asOf: '2026-07-01T08:00:00+07:00', n: 49, d: 50, value: '98.00', target: '98', isMet: true }] });
/** A rate as it is answered. */
export type OnTimeAnswer = z.output<typeof onTimeSchema>;

/** A task in a list. */
export function viewTaskItem({ code, agency, owner, coordinating, openedAt, outcome, dueAt, stoppedAt, inTime, openFindings, explanationDue }: TaskItem, title: string | undefined): TaskItemAnswer {
  return {
    code,
    title: title ?? null,
    agency,
    owner: owner ?? null,
    coordinating: [...coordinating],
    openedAt: isoOf(openedAt),
    outcome: outcome ?? null,
    dueAt: isoOrNull(dueAt),
    doneAt: isoOrNull(stoppedAt),
    inTime: inTime ?? null,
    openFindings,
    explanationDue,
    link: taskPath(code),
  };
}

/** A task as its answer. */
export function viewAssignedTask({ state, wording, words }: ShownTask): AssignedTaskAnswer {
  const { own } = state;
  const { planned, proposed, done } = own;
  const main = MAIN_CLOCKS.map((clock) => lastRound(state, clock)).find((clock) => clock !== undefined);
  const self = taskPath(state.code);
  return {
    code: state.code,
    agency: state.agency,
    owner: state.owner ?? null,
    coordinating: [...state.coordinating],
    outcome: state.outcome ?? null,
    timing: planned?.timing ?? null,
    plan: planned?.plan === undefined ? null : { id: planned.plan, number: wording.planNumber, place: planned.place ?? 0, reference: wording.reference, sections: [...wording.sections], link: `/api/v1/task-plans/${planned.plan}` },
    title: wording.title,
    result: wording.result,
    scheduleText: wording.scheduleText,
    lastDay: dayOrNull(own.lastDay),
    report: viewReport(planned?.report),
    dueAt: isoOrNull(main?.dueAt),
    isLate: isLateTask(state),
    targets: (planned?.targets ?? []).map(({ comparator, measure, by }, index) => {
      const told = own.progress.find(({ target }) => target === index);
      return { comparator, measure, wording: wording.targets[index] ?? '', by: dayOrNull(by), reached: told?.reached ?? null, outOf: told?.outOf ?? null };
    }),
    findings: own.findings.map(({ finding, lastDay, text }) => {
      const clock = state.clocks.find((each) => each.clock === 'finding' && each.round === finding);
      return { finding, lastDay: dayOf(lastDay), text: words(text) ?? null, dueAt: isoOrNull(clock?.dueAt), handledAt: isoOrNull(clock?.stopped?.at) };
    }),
    extension: proposed === undefined ? null : { lastDay: dayOf(proposed.lastDay), by: proposed.by, reason: words(proposed.text) ?? null },
    evidence: viewEvidenceRefs(own.evidence),
    doneAt: isoOrNull(main?.stopped?.at),
    unmet: [...(done?.unmet ?? [])],
    explanation: words(own.explanation) ?? null,
    explanationDue: owesExplanation(state, own),
    clocks: state.clocks.map(viewClock),
    links: { self, commands: `${self}/commands`, assignments: `${casePath(state.code)}/assignments` },
  };
}

/** A rate as its answer. */
export function viewOnTime({ value, target, isMet }: OnTimeRate, asked: ToldDays): OnTimeAnswer {
  return { formula: ON_TIME_FORMULA, formulaVi: FIGURE_FORMULAS.taskOnTime, period: viewPeriod(asked), asOf: isoOf(asked.at), n: value.n, d: value.d, value: value.value ?? null, target: String(target / 100), isMet: isMet ?? null };
}

function viewReport(report: NonNullable<ShownTask['state']['own']['planned']>['report']): AssignedTaskAnswer['report'] {
  return report === undefined ? null : { period: report.period, year: report.year, number: report.number, first: dayOf(report.first), last: dayOf(report.last) };
}

function viewClock({ clock, round, counting, dueAt, warned, becameLate, escalated, stopped }: CaseClock): AssignedTaskAnswer['clocks'][number] {
  return { clock, label: clockLabel(clock), round, startedAt: isoOf(counting.from), dueAt: isoOf(dueAt), warned, becameLate, escalated, stoppedAt: isoOrNull(stopped?.at), inTime: stopped?.inTime ?? null };
}

function taskPath(code: string): string {
  return `/api/v1/assigned-tasks/${encodeURIComponent(code)}`;
}

function dayOf(day: number): string {
  return formatLocalDate(localDate(day));
}

function dayOrNull(day: number | undefined): string | null {
  return day === undefined ? null : dayOf(day);
}
