import { z } from 'zod';
import { LETTER_PROOFS, type LetterOpening } from '#service';
import { LETTER_LABELS, LETTER_OPENED_BY_LABELS } from '#vi';
import { instantOut, isoOf } from '../schemas/atoms.js';

/** One opening of a letter on the public page. It names nobody: whoever has the code is not asked who they are. */
export const letterOpeningSchema = z
  .strictObject({
    letter: z.string().meta({ description: 'Key of the letter; `receipt` for the receipt' }),
    letterLabel: z.string(),
    openedAt: instantOut,
    by: z.enum(LETTER_PROOFS).nullable().meta({ description: 'How whoever opened it proved to be whom it is for: by a code sent to the contact of the dossier, or signed in under the number of the applicant; null where it was not kept' }),
    byLabel: z.string(),
  })
  .meta({ examples: [{ letter: 'receipt', letterLabel: LETTER_LABELS.receipt, openedAt: '2026-08-19T20:15:00+07:00', by: 'one-time-code', byLabel: LETTER_OPENED_BY_LABELS['one-time-code'] }] });
/** An opening of a letter as it is answered. */
export type LetterOpeningAnswer = z.output<typeof letterOpeningSchema>;

/** An opening of a letter as its answer. */
export function viewLetterOpening({ key, kind, at, provedBy }: LetterOpening): LetterOpeningAnswer {
  const labels: Readonly<Record<string, string>> = LETTER_LABELS;
  return { letter: key, letterLabel: labels[kind] ?? kind, openedAt: isoOf(at), by: provedBy, byLabel: LETTER_OPENED_BY_LABELS[provedBy ?? 'unrecorded'] };
}
