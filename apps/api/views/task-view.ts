import { z } from 'zod';
import type { FinishedTask } from '#service';
import type { OpenTask } from '../reads/tasks.js';
import { instantOut, isoOf } from '../schemas/atoms.js';

/** An open task: of an agency, or of the one person named. */
export const taskSchema = z.strictObject({
  key: z.string(),
  kind: z.string(),
  dossierCode: z.string().nullable(),
  agency: z.string(),
  subject: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
  createdAt: instantOut,
});
/** A task as it is answered. */
export type TaskAnswer = z.output<typeof taskSchema>;

/** A task as its answer. */
export function viewTask(task: OpenTask): TaskAnswer {
  return { ...task, data: { ...task.data }, createdAt: isoOf(task.createdAt) };
}

/** A task that is done. */
export const finishedTaskSchema = z.strictObject({
  key: z.string(),
  kind: z.string(),
  agency: z.string(),
  subject: z.string().nullable(),
  doneAt: instantOut,
  doneBy: z.string().nullable().meta({ description: 'Null when an event of the dossier closed it' }),
});
/** A finished task as it is answered. */
export type FinishedTaskAnswer = z.output<typeof finishedTaskSchema>;

/** A finished task as its answer. */
export function viewFinishedTask({ doneAt, ...task }: FinishedTask): FinishedTaskAnswer {
  return { ...task, doneAt: isoOf(doneAt) };
}
