import { once } from 'node:events';
import type { Writable } from 'node:stream';
import pg from 'pg';

/** Where the log stands: a place in it and the timeline it is of. */
export interface LogPlace {
  readonly lsn: string;
  readonly timeline: number;
}

/** A copy of a whole cluster was taken. */
export interface TakenBackup {
  readonly systemIdentifier: string;
  readonly start: LogPlace;
  readonly end: LogPlace;
}

/** The cluster's files lie in other places too, which one archive cannot hold. */
export class TablespaceError extends Error {
  override readonly name = 'TablespaceError';
}

type Part = 'base.tar' | 'backup_manifest';

const NUL = 0;
const [NEW_ARCHIVE, DATA, MANIFEST] = ['n', 'd', 'm'].map((letter) => letter.charCodeAt(0));

/**
 * Has a running server send a copy of its cluster, with the log it needs to become consistent, as `pg_basebackup` does: by the replication protocol,
 * so that neither the program nor its files have to be at hand. The server writes a manifest with the SHA-256 of every file beside it.
 * @param open gives what a part is written to; it is ended when the part is whole
 * @throws TablespaceError when the cluster has tablespaces
 */
export async function takeBaseBackup(superuserUrl: string, label: string, open: (part: Part) => Writable): Promise<TakenBackup> {
  const address = new URL(superuserUrl);
  address.searchParams.set('replication', 'true');
  const client = new pg.Client({ connectionString: address.href, application_name: 'dunghan-backup' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ systemid: string }>('IDENTIFY_SYSTEM');
    const query = new BaseBackup(label, open);
    client.query(query);
    const [start, end] = await query.done;
    return { systemIdentifier: rows[0]?.systemid ?? '', start, end };
  } finally {
    await client.end().catch(() => undefined);
  }
}

interface Paused {
  readonly stream: { pause(): void; resume(): void };
  query(text: string): void;
}

/** BASE_BACKUP as a query of the driver: three answers with rows, and between them the archive and the manifest as one copy. */
class BaseBackup implements pg.Submittable {
  readonly #result = Promise.withResolvers<readonly [LogPlace, LogPlace]>();
  readonly done = this.#result.promise;
  readonly #rows: (readonly string[])[] = [];
  #part: Writable | undefined;
  readonly #parts: Promise<unknown>[] = [];
  #resting: Paused['stream'] | undefined;

  constructor(
    private readonly label: string,
    private readonly open: (part: Part) => Writable,
  ) {}

  submit(connection: pg.Connection): void {
    (connection as unknown as Paused).query(`BASE_BACKUP (LABEL '${this.label}', CHECKPOINT 'fast', WAL true, WAIT false, MANIFEST 'yes', MANIFEST_CHECKSUMS 'SHA256')`);
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    this.#rows.push(fields.map((field) => field ?? ''));
  }

  handleCopyData({ chunk }: { readonly chunk: Buffer }, { stream }: Paused): void {
    const content = chunk.subarray(1);
    switch (chunk[0]) {
      case NEW_ARCHIVE:
        this.#begin(content.toString('utf8', 0, content.indexOf(NUL)));
        break;
      case MANIFEST:
        this.#begin('backup_manifest');
        break;
      case DATA:
        // The driver uses the memory of what it hands out again.
        if (this.#part?.write(Buffer.from(content)) === false) this.#rest(stream);
        break;
      default:
      // How far it is, which nobody asked for.
    }
  }

  handleReadyForQuery(): void {
    this.#endPart();
    const places = this.#rows.filter((row) => row[0]?.includes('/') === true).map(([lsn = '', timeline = '']) => ({ lsn, timeline: Number(timeline) }));
    const [start, end] = places;
    Promise.all(this.#parts).then(() => {
      if (start === undefined || end === undefined) throw new Error('The server ended the backup without saying where the log stood');
      this.#result.resolve([start, end]);
    }).catch(this.#result.reject);
  }

  handleError(error: Error): void {
    this.#part?.destroy(error);
    this.#result.reject(error);
  }

  handleRowDescription(): void {
    // The columns are those of the protocol.
  }

  handleCommandComplete(): void {
    // ReadyForQuery ends it.
  }

  /** Whatever has arrived already is still handed out: one rest is enough for all of it. */
  #rest(stream: Paused['stream']): void {
    this.#resting ??= stream;
    stream.pause();
  }

  #goOn(): void {
    this.#resting?.resume();
    this.#resting = undefined;
  }

  /** A part that ends has nothing to drain any more. */
  #endPart(): void {
    this.#part?.end();
    this.#part = undefined;
    this.#goOn();
  }

  #begin(name: string): void {
    this.#endPart();
    if (name !== 'base.tar' && name !== 'backup_manifest') {
      this.#result.reject(new TablespaceError(`The cluster has a tablespace (${name}): move its tables into the cluster's own folder first`));
      return;
    }
    this.#part = this.open(name).on('drain', () => { this.#goOn(); });
    this.#parts.push(once(this.#part, 'close'));
  }
}
