import { z } from 'zod';
import { instantOut, isoOf } from '../schemas/atoms.js';

/** A command to a case that was carried out. */
export const caseCommandSchema = z.strictObject({
  id: z.uuid(),
  status: z.literal('applied'),
  caseCode: z.string().meta({ examples: ['NV-H99-2026-000001'] }),
  acceptedAt: instantOut.meta({ description: 'The moment it counts from' }),
  seq: z.array(z.int()).meta({ description: 'First and last event it appended', examples: [[4, 5]] }),
  link: z.string().meta({ description: 'The case as it now is', examples: ['/api/v1/cases/NV-H99-2026-000001'] }),
});
/** A command to a case as it is answered. */
export type CaseCommandAnswer = z.output<typeof caseCommandSchema>;

/** Address of a case in the API. */
export function casePath(code: string): string {
  return `/api/v1/cases/${encodeURIComponent(code)}`;
}

/** A command that was applied as its answer. */
export function viewCaseCommand(caseCode: string, { id, acceptedAt, seq }: { readonly id: string; readonly acceptedAt: number; readonly seq: readonly number[] }): CaseCommandAnswer {
  return { id, status: 'applied', caseCode, acceptedAt: isoOf(acceptedAt), seq: [...seq], link: casePath(caseCode) };
}
