import { z } from 'zod';
import type { AgencyTemplate, TemplateVersion } from '#service';
import { instantOut, isoOf } from '../schemas/atoms.js';
import { letterTemplateContent } from '../schemas/letter-template.js';

const scope = z.string().meta({ description: 'VN for the nation, else the code of a province or an agency' });

/** A published version of a scope's letter template. */
export const templateVersionSchema = z.strictObject({
  scope,
  number: z.int(),
  content: letterTemplateContent,
  publishedAt: instantOut,
  publishedBy: z.string(),
  link: z.string(),
});
/** A version as it is answered. */
export type TemplateVersionAnswer = z.output<typeof templateVersionSchema>;

/** How a scope prints: what it published itself, and what that comes to with what it inherits. */
export const letterTemplateSchema = z.strictObject({
  scope,
  own: templateVersionSchema.nullable().meta({ description: 'The version in force; null where the scope inherits everything' }),
  inForce: z.strictObject({
    id: z.string().meta({ description: 'The versions it comes from, outermost first; letters are stored with it', examples: ['VN/1 H99/3 H99.31/2'] }),
    content: letterTemplateContent,
  }),
});
/** A template as it is answered. */
export type LetterTemplateAnswer = z.output<typeof letterTemplateSchema>;

/** Address of a scope's template. */
export function templatePath(of: string): string {
  return `/api/v1/letter-templates/${encodeURIComponent(of)}`;
}

/** A version as its answer. */
export function viewTemplateVersion({ publishedAt, content, ...version }: TemplateVersion): TemplateVersionAnswer {
  return { ...version, content: letterTemplateContent.parse(content), publishedAt: isoOf(publishedAt), link: templatePath(version.scope) };
}

/** A template as its answer. */
export function viewTemplate(of: string, own: TemplateVersion | undefined, { id, content }: AgencyTemplate): LetterTemplateAnswer {
  return { scope: of, own: own === undefined ? null : viewTemplateVersion(own), inForce: { id, content: letterTemplateContent.parse(content) } };
}
