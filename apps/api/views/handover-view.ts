import { z } from 'zod';
import type { PapersGiven } from '#domain';
import { instantOut, isoOf, pageOf } from '../schemas/atoms.js';

/** One hand-over of a dossier's papers, whose record either side prints. */
export const handoverSchema = z
  .strictObject({
    from: z.string().meta({ description: 'Who gave them' }),
    to: z.string().meta({ description: 'Who took them; the same agency where they stayed in the house' }),
    at: instantOut,
  })
  .meta({ examples: [{ from: 'H99.31', to: 'H99.05', at: '2026-08-19T10:30:00+07:00' }] });
/** All of a dossier, so always one page. */
export const handoverPageSchema = pageOf(handoverSchema);
/** Hand-overs as they are answered. */
export type HandoversAnswer = z.output<typeof handoverPageSchema>;

/** Hand-overs as their answer. */
export function viewHandovers(given: readonly PapersGiven[]): HandoversAnswer {
  return { items: given.map(({ from, to, at }) => ({ from, to, at: isoOf(at) })), next: null };
}
