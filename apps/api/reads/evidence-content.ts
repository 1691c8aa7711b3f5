import type { Actor, Instant } from '#domain';
import { type DocumentError, type Engine, type FileStore, findEvidence, readEvidence } from '#service';
import type { Rights } from '../identity/rights.js';
import { type Problem, problem } from '../problems/problem.js';

/** What reading a stored document takes. */
export interface EvidenceReader {
  readonly engine: Engine;
  readonly files: FileStore;
  readonly rights: Rights;
}

/** The bytes of a document that was uploaded before; that it was read is recorded. Throws a 422 problem when there is none the actor may read. */
export async function readEvidenceContent({ engine, files, rights }: EvidenceReader, actor: Actor, fileId: string, at: Instant): Promise<Uint8Array> {
  const [evidence] = await findEvidence(engine.database.read, [fileId]);
  const mayRead = evidence !== undefined && (await rights.may(actor, 'ReadEvidence', { province: await rights.provinceOf(actor), agencies: [evidence.agency] }));
  const found = mayRead ? await readEvidence(engine, files, { agency: evidence.agency, fileId, by: actor, at }) : undefined;
  if (found?.kind !== 'read') {
    throw problem('unknown-evidence', 'Upload the document to /api/v1/evidence first');
  }
  return found.content;
}

/** Answer to a document that cannot be read as a whole. */
export function documentUnreadable({ problem: code, message }: DocumentError): Problem {
  return problem('document-unreadable', message, [{ path: '/body/document', reason: code }]);
}
