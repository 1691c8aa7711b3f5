import { z } from 'zod';
import { COMMAND_TYPES, type Refusal } from '#domain';
import type { CommandRecord } from '#service';
import { commandRefused, problem } from '../problems/problem.js';
import { instantOut, isoOf, isoOrNull } from '../schemas/atoms.js';
import { dossierSchema } from './dossier-schema.js';
import { dossierPath } from './dossier-view.js';
import { actionLabel } from './labels.js';
import { problemSchema } from './problem-schema.js';

/** A command with what became of it. */
export const commandSchema = z.strictObject({
  id: z.uuid(),
  type: z.enum(['TakeIn', ...COMMAND_TYPES]),
  label: z.string(),
  status: z.enum(['pending', 'applied', 'refused', 'dead']),
  dossierCode: z.string().nullable(),
  acceptedAt: instantOut,
  settledAt: instantOut.nullable(),
  seq: z.array(z.int()).nullable().meta({ description: 'First and last event the command appended' }),
  problem: problemSchema.nullable().meta({ description: 'Why it was refused or given up' }),
  links: z.strictObject({ self: z.string(), dossier: z.string().nullable() }),
});
/** A command as it is answered. */
export type CommandAnswer = z.output<typeof commandSchema>;

/** A command that was carried out, with the dossier as it now is. */
export const appliedCommandSchema = z.strictObject({
  id: z.uuid(),
  status: z.literal('applied'),
  dossier: dossierSchema.nullable().meta({ description: 'Null when the dossier has left the agencies the actor may read' }),
});
/** The answer to a command that was carried out. */
export type AppliedCommand = z.output<typeof appliedCommandSchema>;

/** Address of a command in the API. */
export function commandPath(id: string): string {
  return `/api/v1/commands/${id}`;
}

/** A command of the inbox as its answer. `words` stand in the sentence about a refused one in the place of its data. */
export function viewCommand(command: CommandRecord, words?: Refusal['data']): CommandAnswer {
  return {
    id: command.id,
    type: commandSchema.shape.type.parse(command.type),
    label: actionLabel(command.type),
    status: command.status,
    dossierCode: command.dossierCode ?? null,
    acceptedAt: isoOf(command.acceptedAt),
    settledAt: isoOrNull(command.settledAt),
    seq: command.outcome?.kind === 'applied' ? [...command.outcome.seq] : null,
    problem: problemOfOutcome(command.outcome, words),
    links: { self: commandPath(command.id), dossier: command.dossierCode === undefined ? null : dossierPath(command.dossierCode) },
  };
}

function problemOfOutcome(outcome: CommandRecord['outcome'], words: Refusal['data']): CommandAnswer['problem'] {
  switch (outcome?.kind) {
    case 'refused':
      return commandRefused(outcome.refusal, words).details;
    case 'dead':
      return problem('command-dead').details;
    case 'applied':
    case undefined:
      return null;
  }
}
