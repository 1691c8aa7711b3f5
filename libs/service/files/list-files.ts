import type { CommandBodies } from '#domain';
import type { Engine } from '../engine.js';

/** A file of a dossier: what is known of its content, and as what the ledger has it. Instants are epoch milliseconds. */
export interface FileEntry {
  readonly fileId: string;
  readonly sha256: string;
  readonly mediaType: string;
  readonly size: number;
  readonly uploadedBy: string;
  readonly uploadedAt: number;
  /** Absent until the command `AttachFile` has entered it. */
  readonly attached: Pick<CommandBodies['AttachFile'], 'purpose' | 'component'> | undefined;
  readonly erased: boolean;
}

/** One reading of a file. */
export interface FileAccess {
  readonly id: number;
  readonly subject: string;
  readonly role: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

interface FileRow {
  readonly id: string;
  readonly sha256: string;
  readonly media_type: string;
  readonly size: number;
  readonly uploaded_by: string;
  readonly uploaded_at: number;
  readonly erased_at: number | null;
  readonly attached: CommandBodies['AttachFile'] | null;
}

/** Files of a dossier in the order they were uploaded, those not attached among them; `after` is the place of the last of the page before. */
export async function listFiles(
  engine: Pick<Engine, 'database'>,
  dossierId: string,
  page: { readonly after?: { readonly at: number; readonly id: string }; readonly limit: number },
): Promise<readonly FileEntry[]> {
  const rows = await engine.database.read.rows<FileRow>(
    `SELECT f.id, f.sha256, f.media_type, f.size, f.uploaded_by, f.uploaded_at, f.erased_at, e.payload AS attached FROM stored_file f
     LEFT JOIN dossier_event e ON e.dossier_id = f.dossier_id AND e.type = 'FileAttached' AND e.payload->>'fileId' = f.id::text
     WHERE f.dossier_id = $1 AND ($2::bigint IS NULL OR (f.uploaded_at, f.id) > ($2, $3::uuid)) ORDER BY f.uploaded_at, f.id LIMIT $4`,
    [dossierId, page.after?.at ?? null, page.after?.id ?? null, page.limit],
  );
  return rows.map(({ attached, ...row }) => ({
    fileId: row.id,
    sha256: row.sha256,
    mediaType: row.media_type,
    size: row.size,
    uploadedBy: row.uploaded_by,
    uploadedAt: row.uploaded_at,
    attached: attached === null ? undefined : { purpose: attached.purpose, ...(attached.component === undefined ? {} : { component: attached.component }) },
    erased: row.erased_at !== null,
  }));
}

/** Who read a file, in the order they did, after the reading `after`. */
export async function listFileAccesses(engine: Pick<Engine, 'database'>, fileId: string, page: { readonly after?: number; readonly limit: number }): Promise<readonly FileAccess[]> {
  return engine.database.read.rows<FileAccess>('SELECT id, subject, role, at FROM file_access WHERE file_id = $1 AND id > $2 ORDER BY id LIMIT $3', [
    fileId,
    page.after ?? 0,
    page.limit,
  ]);
}
