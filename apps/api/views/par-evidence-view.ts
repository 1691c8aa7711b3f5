import { z } from 'zod';

/** A file stored for a score sheet, to be named by its rows. */
export const parEvidenceSchema = z
  .strictObject({ fileId: z.uuid(), sha256: z.string(), mediaType: z.string(), size: z.int(), link: z.string() })
  .meta({
    examples: [
      {
        fileId: '5f0c7a52-8d9b-4f0e-9a59-0d6c5b1f2a10',
        sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        mediaType: 'application/pdf',
        size: 20_480,
        link: '/api/v1/par-index/sheets/0e1f6f4e-4c6e-4d69-9b27-0a3c7a0f8d11/evidence/5f0c7a52-8d9b-4f0e-9a59-0d6c5b1f2a10',
      },
    ],
  });
/** A file as it is answered. */
export type EvidenceAnswer = z.output<typeof parEvidenceSchema>;
