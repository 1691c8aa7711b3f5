import type { Action, Actor, CommandBodies } from '#domain';
import type { Engine } from '#service';
import type { Rights, SeenDossier } from '../identity/rights.js';
import { problem } from '../problems/problem.js';

/** What the server knows of a stored file. */
type FileFacts = Pick<CommandBodies['AttachFile'], 'sha256' | 'mediaType' | 'size'>;

/**
 * Hash, type and size of a file uploaded for this dossier, for a command that names it. Where the dossier has no such file a 404 or 403 problem is thrown to
 * whoever may not give that command, as `Rights.dossier` does, and a 422 problem to everybody else.
 */
export async function getFileFacts(engine: Engine, rights: Rights, actor: Actor, { dossierCode, fileId }: { readonly dossierCode: string; readonly fileId: string }): Promise<FileFacts> {
  const row = await engine.database.read.first<{ sha256: string; media_type: string; size: number }>(
    'SELECT f.sha256, f.media_type, f.size FROM stored_file f JOIN dossier d ON d.id = f.dossier_id WHERE f.id = $1 AND d.code = $2 AND f.erased_at IS NULL',
    [fileId, dossierCode],
  );
  if (row === undefined) {
    await rights.dossier(actor, 'AttachFile', dossierCode);
    throw problem('unknown-file', `Upload it to /api/v1/dossiers/${encodeURIComponent(dossierCode)}/files first`);
  }
  return { sha256: row.sha256, mediaType: row.media_type, size: row.size };
}

/** The dossier a file belongs to, for whoever may do something with it. Throws a 404 problem for a file beyond the actor's reach as for none, and otherwise as `Rights.dossier`. */
export async function getFile(rights: Rights, actor: Actor, action: Action, fileId: string): Promise<SeenDossier> {
  const { database } = await rights.readingDossiers(actor, action);
  const row = await database.read.first<{ code: string }>('SELECT d.code FROM stored_file f JOIN dossier d ON d.id = f.dossier_id WHERE f.id = $1', [fileId]);
  if (row === undefined) {
    throw problem('not-found', `There is no file ${fileId}`);
  }
  return rights.dossier(actor, action, row.code);
}
