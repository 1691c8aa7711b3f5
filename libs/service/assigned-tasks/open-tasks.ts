import { type Actor, type Agency, type Instant, type LocalDate, openTask, type SetTarget, type TaskOpening, type TaskTarget } from '#domain';
import type { Transaction } from '#persistence';
import { openCase, type OpenedCase } from '../cases/open-case.js';
import type { Engine } from '../engine.js';
import type { TaskWording } from './confirmed-task.js';

/** A task ready to be opened as a case. */
export interface TaskToOpen {
  readonly businessKey: string;
  readonly plan: { readonly id: string; readonly place: number; readonly number: string; readonly endsOn: LocalDate };
  readonly lead: Agency;
  readonly owner?: string;
  readonly coordinating: readonly string[];
  readonly wording: TaskWording;
  readonly planned: Omit<TaskOpening['planned'], 'plan' | 'place'>;
  readonly more?: Pick<TaskOpening, 'dayOff' | 'reportTerm'>;
}

/** The letters at the head of the codes of assigned tasks ("nhiệm vụ"). */
const SERIES = 'NV';

/** Opens the case of a task and books it under its plan. @throws CalendarRangeError, MissingCalendarError where its end cannot be counted */
export async function openPlannedTask(engine: Engine, tx: Transaction, { businessKey, plan, lead, owner, coordinating, wording, planned, more = {} }: TaskToOpen, actor: Actor, at: Instant): Promise<OpenedCase> {
  const opened = await openCase(engine, tx, {
    kind: 'task',
    businessKey,
    series: SERIES,
    agency: lead.code,
    actor,
    at,
    texts: { wording: { kind: 'text', data: { ...wording } } },
    begin: ({ code, texts: { wording: text } }, context) =>
      openTask(
        {
          opened: { code, agency: lead.code, province: lead.province, coordinating, ...(owner === undefined ? {} : { owner }), ...(text === undefined ? {} : { text }) },
          planned: { ...planned, plan: plan.id, place: plan.place },
          law: { document: plan.number },
          planEnd: plan.endsOn,
          ...more,
        },
        context,
      ),
  });
  await tx.run('INSERT INTO plan_task (case_id, plan_id, place) VALUES ($1, $2, $3) ON CONFLICT (case_id) DO NOTHING', [opened.id, plan.id, plan.place]);
  return opened;
}

/** Targets without their wording, as the ledger keeps them. */
export function setTargets(targets: readonly TaskTarget[]): readonly SetTarget[] {
  return targets.map(({ comparator, measure, by }) => ({ comparator, measure, ...(by === undefined ? {} : { by }) }));
}
