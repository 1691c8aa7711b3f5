import { z } from 'zod';
import type { EvidenceRef } from '#domain';
import type { StoredFile } from '#service';

/** Evidence as it is stored, to be named by a command. */
export const evidenceSchema = z.strictObject({
  file: z.uuid().meta({ examples: ['3f1c1f0e-6a43-4c0e-9a52-2c7d9b3f1a10'] }),
  sha256: z.string().meta({ description: 'Hash of its content; events that refer to it hold it as well', examples: ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'] }),
  agency: z.string().meta({ examples: ['H99.31'] }),
  mediaType: z.string().meta({ examples: ['application/pdf'] }),
  size: z.int().meta({ examples: [48213] }),
  link: z.string(),
});
/** Evidence as it is answered. */
export type EvidenceAnswer = z.output<typeof evidenceSchema>;

/** Evidence an event refers to, with where it is read. */
export const evidenceRefsSchema = z.array(z.strictObject({ file: z.uuid(), sha256: z.string(), link: z.string() }));

/** A stored file as evidence of an agency. */
export function viewEvidence({ fileId, sha256, mediaType, size }: StoredFile, agency: string): EvidenceAnswer {
  return { file: fileId, sha256, agency, mediaType, size, link: evidencePath(fileId) };
}

/** Address of evidence in the API. */
export function evidencePath(fileId: string): string {
  return `/api/v1/evidence/${fileId}`;
}

/** Evidence an event refers to as its answer. */
export function viewEvidenceRefs(refs: readonly EvidenceRef[]): z.output<typeof evidenceRefsSchema> {
  return refs.map(({ file, sha256 }) => ({ file, sha256, link: evidencePath(file) }));
}
