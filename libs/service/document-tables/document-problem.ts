/** Why a document cannot be read as a whole. */
export const DOCUMENT_PROBLEMS = ['empty', 'too-large', 'old-format', 'pdf', 'unknown-format', 'broken', 'encrypted', 'too-many-rows', 'too-many-columns', 'not-utf-8'] as const;
export type DocumentProblem = (typeof DOCUMENT_PROBLEMS)[number];

/** Thrown for a document that cannot be read; `problem` says why, the message where. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError';

  constructor(
    readonly problem: DocumentProblem,
    detail: string,
  ) {
    super(detail);
  }
}
