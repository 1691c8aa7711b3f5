import { z } from 'zod';
import { ROLES } from '#domain';
import { ACCESS_VIEWS, type AccessEntry } from '#service';
import { ACCESS_VIEW_LABELS } from '#vi';
import { instantOut, isoOf } from '../schemas/atoms.js';
import { LABELS } from './labels.js';

/** Personal data somebody was shown. */
export const accessSchema = z
  .strictObject({
    id: z.int(),
    at: instantOut,
    subject: z.string(),
    name: z.string().nullable().meta({ description: 'Null where nobody of the staff has this name for signing in any more' }),
    role: z.enum(ROLES),
    roleLabel: z.string(),
    agency: z.string(),
    view: z.enum(ACCESS_VIEWS),
    viewLabel: z.string(),
    dossierCode: z.string().nullable().meta({ description: 'Null where what was shown is of many dossiers, or of none' }),
    object: z.string().nullable().meta({ description: 'What was shown where it is no dossier itself, as `register:` and its id' }),
    fields: z.array(z.string()).meta({ description: 'Which data, by name; never what stood in it' }),
    requestId: z.uuid().meta({ description: 'As the answer bore it in `x-request-id`' }),
    addressHash: z.string().meta({ description: 'Equal for equal addresses of callers; the address itself is not kept' }),
  })
  .meta({
    examples: [
      {
        id: 12,
        at: '2026-08-19T09:00:00+07:00',
        subject: 'officer-31',
        name: 'Trần Thị Thụ Lý',
        role: 'officer',
        roleLabel: 'Người thụ lý',
        agency: 'H99.31',
        view: 'dossier',
        viewLabel: 'Trang hồ sơ',
        dossierCode: '000.00.31.H99-260819-0001',
        object: null,
        fields: ['applicant.name', 'applicant.phone'],
        requestId: '5f0c8a52-6a5b-4d3e-9d4c-8f1f0f6f2a11',
        addressHash: '9c1f',
      },
    ],
  });
/** An access as it is answered. */
export type AccessAnswer = z.output<typeof accessSchema>;

/** An access as its answer. */
export function viewAccess({ addressHmac, ...entry }: AccessEntry, names: ReadonlyMap<string, string>): AccessAnswer {
  return {
    ...entry,
    at: isoOf(entry.at),
    name: names.get(entry.subject) ?? null,
    roleLabel: LABELS.roles[entry.role],
    viewLabel: ACCESS_VIEW_LABELS[entry.view],
    fields: [...entry.fields],
    addressHash: addressHmac.slice(0, 16),
  };
}
