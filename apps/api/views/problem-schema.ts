import { z } from 'zod';
import { COMMAND_TYPES, REFUSAL_CODES, STATUSES } from '#domain';
import { CASE_REFUSAL_CODES } from '#vi';
import { PROBLEM_CODES } from '../problems/problem.js';

const path = z.string().meta({ description: 'JSON pointer that begins with the part of the request: body, query, path or header' });

/** RFC 9457 problem details, as every error is answered. */
export const problemSchema = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum([...new Set([...PROBLEM_CODES, ...REFUSAL_CODES, ...CASE_REFUSAL_CODES])]),
  detail: z.string().exactOptional(),
  dossierStatus: z.enum(STATUSES).exactOptional(),
  allowedActions: z.array(z.enum(COMMAND_TYPES)).readonly().exactOptional(),
  data: z.record(z.string(), z.union([z.string(), z.number()])).exactOptional(),
  errors: z.array(z.strictObject({ path, reason: z.string() })).readonly().exactOptional(),
});
