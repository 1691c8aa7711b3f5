import type { Actor, Instant } from '#domain';
import { type Engine, type FileStore, findEvidence, readEvidence } from '#service';
import type { Rights } from '../identity/rights.js';
import { problem } from '../problems/problem.js';

/** What reading a document needs. */
interface DocumentParts {
  readonly engine: Engine;
  readonly files: FileStore;
  readonly rights: Rights;
}

/** The content of a document of a request: given as CSV in it, or uploaded as evidence before. Throws a 422 problem as `evidenceContent`. */
export async function documentContent(parts: DocumentParts, actor: Actor, document: { readonly csv: string } | { readonly file: string }, at: Instant): Promise<Uint8Array> {
  return 'csv' in document ? Buffer.from(document.csv, 'utf8') : evidenceContent(parts, actor, document.file, at);
}

/** The content of a document uploaded as evidence, for who may read it; reading it is recorded. Throws a 422 problem otherwise. */
async function evidenceContent({ engine, files, rights }: DocumentParts, actor: Actor, fileId: string, at: Instant): Promise<Uint8Array> {
  const [evidence] = await findEvidence(engine.database.read, [fileId]);
  if (evidence !== undefined && (await rights.mayAt(actor, 'ReadEvidence', evidence.agency))) {
    const found = await readEvidence(engine, files, { agency: evidence.agency, fileId, by: actor, at });
    if (found.kind === 'read') {
      return found.content;
    }
  }
  throw problem('unknown-evidence', 'Upload the document to /api/v1/evidence first');
}
