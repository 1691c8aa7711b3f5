import { z } from 'zod';
import { type FinishedTask, TASK_KINDS } from '#service';
import { missingFieldSentence } from '#vi';
import type { OpenTask } from '../reads/tasks.js';
import { instantOut, isoOf } from '../schemas/atoms.js';
import { dossierPath } from './dossier-view.js';
import { LABELS } from './labels.js';

/** An open task: of an agency, or of the one person named. */
export const taskSchema = z.strictObject({
  key: z.string(),
  kind: z.enum(TASK_KINDS),
  label: z.string(),
  sentence: z.string().nullable().meta({ description: 'What exactly is to be done, where the kind alone does not say it: the field a letter lacks, and who can fill it' }),
  dossierCode: z.string().nullable(),
  agency: z.string(),
  subject: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
  createdAt: instantOut,
  links: z.strictObject({ dossier: z.string().nullable(), done: z.string() }),
});
/** A task as it is answered. */
export type TaskAnswer = z.output<typeof taskSchema>;

function sentenceOf({ kind, data: { form, field } }: OpenTask): string | null {
  return kind === 'letter-failing' && typeof form === 'string' && typeof field === 'string' ? missingFieldSentence(form, field) : null;
}

/** A task as its answer. */
export function viewTask(task: OpenTask): TaskAnswer {
  return {
    ...task,
    label: LABELS.tasks[task.kind],
    sentence: sentenceOf(task),
    data: { ...task.data },
    createdAt: isoOf(task.createdAt),
    links: { dossier: task.dossierCode === null ? null : dossierPath(task.dossierCode), done: `/api/v1/tasks/${encodeURIComponent(task.key)}/done` },
  };
}

/** A task that is done. */
export const finishedTaskSchema = z.strictObject({
  key: z.string(),
  kind: z.enum(TASK_KINDS),
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
