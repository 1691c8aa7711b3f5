import { z } from 'zod';
import type { CodeBlock, CodeBlockState } from '#service';
import { instantOut, isoOf } from '../schemas/atoms.js';
import { dossierPath } from './dossier-view.js';

const links = z.strictObject({ self: z.string(), slips: z.string() });

/** Codes set aside for a desk that works on paper. */
export const codeBlockSchema = z.strictObject({ id: z.uuid(), agency: z.string(), codes: z.array(z.string()).readonly(), links });
/** A new block of codes as it is answered. */
export type CodeBlockAnswer = z.output<typeof codeBlockSchema>;

/** A block of codes with those that dossiers bear by now. */
export const codeBlockStateSchema = z.strictObject({
  id: z.uuid(),
  agency: z.string(),
  reservedBy: z.string(),
  reservedAt: instantOut,
  codes: z.array(z.strictObject({ code: z.string(), used: z.boolean(), dossier: z.string().nullable().meta({ description: 'Address of the dossier that bears the code' }) })),
  links,
});
/** A block of codes as it is answered. */
export type CodeBlockStateAnswer = z.output<typeof codeBlockStateSchema>;

/** A new block as its answer. */
export function viewBlock({ id, agency, codes }: CodeBlock): CodeBlockAnswer {
  return { id, agency, codes, links: linksOf(id) };
}

/** A block with what became of its codes as its answer. */
export function viewBlockState({ id, agency, reservedBy, reservedAt, codes }: CodeBlockState): CodeBlockStateAnswer {
  return {
    id,
    agency,
    reservedBy,
    reservedAt: isoOf(reservedAt),
    codes: codes.map(({ code, used }) => ({ code, used, dossier: used ? dossierPath(code) : null })),
    links: linksOf(id),
  };
}

function linksOf(id: string): CodeBlockAnswer['links'] {
  const self = `/api/v1/codes/blocks/${id}`;
  return { self, slips: `${self}/slips` };
}
