import { z } from 'zod';
import { reference } from './atoms.js';

/** Code of a case: its series, province, year and number. */
export const caseCode = z.string().regex(/^[A-Z]{2}-[A-Za-z0-9.]{1,20}-20\d\d-\d{6,}$/, 'must be the code of a case, such as NV-H99-2026-000001').meta({ examples: ['NV-H99-2026-000001'] });

/** Whose evidence a file is: the actor's own agency's where none is named. */
export const evidenceQuery = z.strictObject({ agency: reference.exactOptional() });
/** An `evidenceQuery` that was checked. */
export type EvidenceQuery = z.output<typeof evidenceQuery>;

const EVIDENCE_AT_ONCE = 20;

/** Evidence a command refers to, by the ids its upload was answered with. */
export const evidenceIds = z
  .array(z.uuid())
  .max(EVIDENCE_AT_ONCE)
  .refine((ids) => new Set(ids).size === ids.length, 'must name each file once')
  .meta({ description: 'Files uploaded to /api/v1/evidence', examples: [['3f1c1f0e-6a43-4c0e-9a52-2c7d9b3f1a10']] });

/** Puts another agency or person in charge of a case. */
export const assignmentRequest = z.strictObject({
  agency: reference.meta({ examples: ['H99.31'] }),
  owner: z.string().regex(/^[\x21-\x7e]{1,200}$/, 'must be 1 to 200 visible characters').exactOptional().meta({ description: 'Who is in charge; the agency names one later where absent', examples: ['officer@H99.31'] }),
});
/** An `assignmentRequest` that was checked. */
export type AssignmentRequest = z.output<typeof assignmentRequest>;
