import { z } from 'zod';
import { FOLLOW_OCCASIONS, ROLES } from '#domain';
import type { DossierFollow, DossierNote } from '#service';
import { FOLLOW_LABELS, ROLE_LABELS } from '#vi';
import { instantOut, isoOf, isoOrNull } from '../schemas/atoms.js';
import { dossierPath } from './dossier-view.js';

/** A note on a dossier. */
export const noteSchema = z
  .strictObject({
    number: z.int(),
    by: z.string(),
    byName: z.string().nullable(),
    role: z.enum(ROLES),
    roleLabel: z.string(),
    at: instantOut,
    text: z.string().nullable().meta({ description: 'Null once it went with the personal data of the dossier' }),
  })
  .meta({ examples: [{ number: 1, by: 'officer-31', byName: 'Trần Thị Thụ Lý', role: 'officer', roleLabel: 'Người thụ lý', at: '2026-08-19T09:00:00+07:00', text: 'Đã gọi điện, người nộp hẹn bổ sung bản vẽ sáng thứ Năm' }] });
/** A note as it is answered. */
export type NoteAnswer = z.output<typeof noteSchema>;

/** A dossier somebody is to be told of. */
export const followSchema = z
  .strictObject({
    id: z.uuid(),
    dossierCode: z.string(),
    occasion: z.enum(FOLLOW_OCCASIONS),
    label: z.string(),
    once: z.boolean().meta({ description: 'Told the first time only' }),
    begunAt: instantOut,
    endedAt: instantOut.nullable(),
    links: z.strictObject({ dossier: z.string(), end: z.string() }),
  })
  .meta({
    examples: [
      {
        id: '0b0e7a52-6f1c-4a55-9d2c-7a2b6c1d4e10', dossierCode: '000.00.31.H99-260819-0001', occasion: 'supplement', label: 'Khi người nộp bổ sung hồ sơ', once: true, begunAt: '2026-08-19T09:00:00+07:00', endedAt: null,
        links: { dossier: '/api/v1/dossiers/000.00.31.H99-260819-0001', end: '/api/v1/follows/0b0e7a52-6f1c-4a55-9d2c-7a2b6c1d4e10/end' },
      },
    ],
  });
/** A followed dossier as it is answered. */
export type FollowAnswer = z.output<typeof followSchema>;

/** A note as its answer. */
export function viewNote({ number, by, role, at, text }: DossierNote, names: ReadonlyMap<string, string>): NoteAnswer {
  const held = noteSchema.shape.role.parse(role);
  return { number, by, byName: names.get(by) ?? null, role: held, roleLabel: ROLE_LABELS[held], at: isoOf(at), text };
}

/** A followed dossier as its answer. */
export function viewFollow({ id, code, occasion, once, begunAt, endedAt }: DossierFollow): FollowAnswer {
  return { id, dossierCode: code, occasion, label: FOLLOW_LABELS[occasion], once, begunAt: isoOf(begunAt), endedAt: isoOrNull(endedAt), links: { dossier: dossierPath(code), end: `/api/v1/follows/${id}/end` } };
}
