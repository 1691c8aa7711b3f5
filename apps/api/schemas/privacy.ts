import { z } from 'zod';
import { afterSeq, dossierCode, limit, subject } from './atoms.js';

/** Whose accesses are listed: to one dossier, by one person, or all within reach. */
export const accessLogQuery = z.strictObject({ limit, after: afterSeq, dossier: dossierCode.exactOptional(), subject: subject.exactOptional() });
/** An `accessLogQuery` that was checked. */
export type AccessLogQuery = z.output<typeof accessLogQuery>;
