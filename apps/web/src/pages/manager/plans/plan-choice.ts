import type { components } from '../../../api/schema.js';
import { isProblem } from '../../../api/client.js';

export type Plan = components['schemas']['TaskPlan'];
export type ReadTask = Plan['tasks'][number];
type Confirmation = components['schemas']['PlanConfirmationRequest']['tasks'][number];
type Timing = Extract<Confirmation, { readonly timing: unknown }>['timing'];
type Period = Extract<Timing, { readonly kind: 'recurring' }>['periods'][number];

/** What is decided on one task of a draft, while it is being written. */
export interface Choice {
  readonly isTaken: boolean;
  /** Why no task is opened for it. */
  readonly leftOut: string;
  readonly title: string;
  readonly lead: string | undefined;
  readonly coordinating: readonly string[];
  readonly kind: Timing['kind'];
  readonly firstDay: string | undefined;
  /** One end of a task with a term, several of one that is due again and again. */
  readonly lastDays: readonly string[];
  readonly periods: readonly Period[];
  readonly dueDay: number | undefined;
  /** Places of the targets that were read and stand. */
  readonly targets: readonly number[];
  readonly escalates: boolean;
}

/** Fields in which something can be wrong with a task. */
export const FAULTY_FIELDS = ['leftOut', 'lead', 'coordinating', 'timing', 'title'] as const;
export type FaultyField = (typeof FAULTY_FIELDS)[number];

/** A task as it was read: taken, by the first lead the catalogue knows. */
export function asRead({ title, leads, coordinating, schedule, proposedTargets }: ReadTask): Choice {
  return {
    isTaken: true,
    leftOut: '',
    title,
    lead: leads.find(({ agency }) => agency !== null)?.agency ?? undefined,
    coordinating: coordinating.flatMap(({ agency }) => agency ?? []),
    kind: schedule.kind,
    firstDay: schedule.firstDay ?? undefined,
    lastDays: schedule.kind === 'deadline' ? [schedule.lastDay ?? ''] : schedule.kind === 'deadlines' ? schedule.lastDays : [],
    periods: schedule.periods,
    dueDay: schedule.dueDay ?? undefined,
    targets: proposedTargets.map((_, index) => index),
    escalates: true,
  };
}

/** What is still missing of a task before it can be confirmed. */
export function missingOf({ isTaken, leftOut, lead, title, ...timing }: Choice): readonly FaultyField[] {
  if (!isTaken) return leftOut.trim() === '' ? ['leftOut'] : [];
  return [...(title.trim() === '' ? ['title' as const] : []), ...(lead === undefined ? ['lead' as const] : []), ...(isTimed(timing) ? [] : ['timing' as const])];
}

function isTimed({ kind, lastDays, periods }: Pick<Choice, 'kind' | 'lastDays' | 'periods'>): boolean {
  switch (kind) {
    case 'deadline':
      return lastDays.length === 1 && lastDays[0] !== '';
    case 'deadlines':
      return lastDays.length >= 2 && lastDays.every((day, index) => day !== '' && day > (lastDays[index - 1] ?? ''));
    case 'recurring':
      return periods.length > 0;
    default:
      return true;
  }
}

/** A choice as it is sent. */
export function confirmationOf(choice: Choice, task: ReadTask): Confirmation {
  const { isTaken, leftOut, lead, title, coordinating, targets, escalates } = choice;
  if (!isTaken || lead === undefined) return { place: task.place, leftOut: leftOut.trim() };
  return {
    place: task.place,
    lead,
    coordinating: [...coordinating],
    timing: timingOf(choice),
    targets: task.proposedTargets.filter((_, index) => targets.includes(index)).map(({ by, ...target }) => ({ ...target, ...(by === null ? {} : { by }) })),
    escalates,
    ...(title.trim() === task.title ? {} : { title: title.trim() }),
  };
}

function timingOf({ kind, firstDay, lastDays, periods, dueDay }: Choice): Timing {
  const [lastDay = ''] = lastDays;
  switch (kind) {
    case 'deadline':
      return { kind, lastDay, ...(firstDay === undefined || firstDay > lastDay ? {} : { firstDay }) };
    case 'deadlines':
      return { kind, lastDays: [...lastDays] };
    case 'recurring':
      return { kind, periods: [...periods], ...(dueDay === undefined ? {} : { dueDay }) };
    default:
      return { kind };
  }
}

/** The fields the server refused, by the position of their task. */
export function refusedFields(error: unknown): ReadonlyMap<number, readonly FaultyField[]> {
  const found = new Map<number, readonly FaultyField[]>();
  for (const { path } of isProblem(error) ? (error.errors ?? []) : []) {
    const [, index, named] = /^\/body\/tasks\/(\d+)\/(\w+)/u.exec(path) ?? [];
    const field = FAULTY_FIELDS.find((known) => known === named);
    if (index !== undefined && field !== undefined) found.set(Number(index), [...(found.get(Number(index)) ?? []), field]);
  }
  return found;
}
