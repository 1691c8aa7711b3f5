import { z } from 'zod';
import { ROLES } from '#domain';
import { after, limit, line, reference, subject, taskKey } from './atoms.js';

const STAFF_ROLES = ROLES.filter((role) => role !== 'system' && role !== 'citizen');
const day = z.iso.date().meta({ examples: ['2026-08-19'] });

/** Somebody of an agency as an administrator enters them. */
export const staffRequest = z
  .strictObject({
    subject: subject.meta({ description: 'The identifier the person signs in with', examples: ['officer@H99.05'] }),
    agency: reference.meta({ examples: ['H99.05'] }),
    role: z.enum(STAFF_ROLES),
    name: line(120),
    position: line(120).meta({ examples: ['Chuyên viên'] }),
    email: z.email().max(254).exactOptional(),
    mailWanted: z.boolean().meta({ description: 'Whether notices go out by e-mail as well' }),
    activeFrom: day,
    activeUntil: day.exactOptional().meta({ description: 'The last day, included' }),
    superior: subject.exactOptional().meta({ description: 'Who leads the person, an entry of the directory; without one the only head of the agency' }),
  })
  .refine(({ mailWanted, email }) => !mailWanted || email !== undefined, { path: ['email'], error: 'must be given where mail is wanted' })
  .refine(({ subject: own, superior }) => superior !== own, { path: ['superior'], error: 'must be somebody else' })
  .refine(({ activeFrom, activeUntil }) => activeUntil === undefined || activeUntil >= activeFrom, { path: ['activeUntil'], error: 'must not lie before activeFrom' });
/** A `staffRequest` that was checked. */
export type StaffRequest = z.output<typeof staffRequest>;

/** The last day on which somebody is active. */
export const staffEndRequest = z.strictObject({ activeUntil: day });
/** A `staffEndRequest` that was checked. */
export type StaffEndRequest = z.output<typeof staffEndRequest>;

/** Whose people are listed: those of one agency, or of all the actor manages. */
export const staffQuery = z.strictObject({ limit, after, agency: reference.exactOptional() });
/** A `staffQuery` that was checked. */
export type StaffQuery = z.output<typeof staffQuery>;

/** Which of one's notices are listed. */
export const noticesQuery = z.strictObject({ limit, after, unread: z.enum(['true', 'false']).default('false').meta({ description: 'Only those not read yet' }) });
/** A `noticesQuery` that was checked. */
export type NoticesQuery = z.output<typeof noticesQuery>;

/** Number of a notice. */
export const noticeId = z.string().regex(/^\d{1,15}$/, 'must be the number of a notice').transform(Number).meta({ type: 'integer' });

/** Key of a list of apologies nobody acted on: addressed agency, local day, half of it. */
export const escalationKey = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}:\d{4}-\d{2}-\d{2}:(?:morning|afternoon)$/, 'must be the key of a list, such as H99:2026-08-19:morning')
  .meta({ examples: ['H99:2026-08-19:morning'] });

/** Which lines of a list are taken note of; all where none are named. */
export const acknowledgeRequest = z.strictObject({ tasks: z.array(taskKey).min(1).max(500).exactOptional().meta({ description: 'Keys of the tasks; all lines of the list when absent' }) });
/** An `acknowledgeRequest` that was checked. */
export type AcknowledgeRequest = z.output<typeof acknowledgeRequest>;
