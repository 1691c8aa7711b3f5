import { z } from 'zod';
import { after, limit, reference } from './atoms.js';

/** Whose open dossiers are listed by their probability: one agency's, or all the actor may see. */
export const risksQuery = z.strictObject({ limit, after, agency: reference.exactOptional() });
/** A `risksQuery` that was checked. */
export type RisksQuery = z.output<typeof risksQuery>;
