import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instant } from '#domain';
import type { Restoration } from '#service';
import { logProgram, quoted } from '../../local/postgres/kept-log.js';
import { takeBackup } from '../backup/take-backup.js';
import { completeRestore } from '../restore/complete.js';
import { layOut } from '../restore/lay-out.js';
import { isPromoted } from '../restore/recovered-server.js';
import type { DrillPostgres } from './servers.js';
import { until } from './until.js';

/** A desk has four digits for a day, and a campaign restores often; more than a lost window of seconds can hold. */
const GAPS = { codes: 200, numbers: 100 };
const REACHED_WITHIN_MS = 180_000;

/** Backups of a campaign's database and restores from them, as `npm run backup` and `npm run restore` make them for a server of one's own. */
export class Backups {
  /** Where the server keeps its log from the first backup on. */
  readonly walFolder: string;
  #taken = 0;

  /** @param place the disk of the database, where a restored cluster is laid out as well */
  constructor(
    private readonly folder: string,
    private readonly place: string,
    private readonly keys: { readonly masterKey: Uint8Array; readonly sealSigningKey: Uint8Array },
  ) {
    this.walFolder = join(folder, 'wal');
  }

  /** Takes another backup while everything works; the one before goes. */
  async take({ addresses }: DrillPostgres): Promise<void> {
    await mkdir(this.walFolder, { recursive: true });
    await rm(this.#backup, { recursive: true, force: true });
    this.#taken += 1;
    await takeBackup({ superuserUrl: addresses.superuser, databaseUrl: addresses.application, filesDir: this.#files, rootsDir: this.#roots, beside: [], walArchive: this.walFolder, program: 'drill' }, this.#backup, this.#name);
  }

  /** Restores the last backup to an instant and completes the restore. The server must not run; afterwards it serves the restored cluster. */
  async restoreTo(postgres: DrillPostgres, at: Instant): Promise<Restoration> {
    const [former, lost] = [postgres.directory(), join(this.folder, `log-lost-${String(this.#taken)}`)];
    // What its log had not been kept of yet; the disk is too small for two clusters.
    await cp(join(former, 'pg_wal'), lost, { recursive: true });
    // Processes of a server that was killed may still write there for a moment.
    await rm(former, { recursive: true, maxRetries: 5 });
    const restored = join(this.place, `postgres-${String(this.#taken)}`);
    await layOut(this.#backup, restored, { to: new Date(at), restoreCommand: `sh ${quoted(logProgram('fetch-wal.sh'))} "%f" "%p" ${[this.walFolder, lost].map(quoted).join(' ')}` });
    await postgres.moveTo(restored);
    await postgres.server.start();
    await until('the database has gone to the instant', () => isPromoted(postgres.addresses.superuser), REACHED_WITHIN_MS);
    const { superuser, owner, application } = postgres.addresses;
    const installation = { superuserUrl: superuser, ownerUrl: owner, databaseUrl: application, ...this.keys, roots: [this.#roots], filesDir: this.#files };
    const { restoration } = await completeRestore(installation, { backup: this.#name, targetAt: at, gaps: GAPS }, () => undefined);
    return restoration;
  }

  get #name(): string {
    return `backup-${String(this.#taken)}`;
  }

  get #backup(): string {
    return join(this.folder, this.#name);
  }

  get #files(): string {
    return join(this.folder, 'files');
  }

  get #roots(): string {
    return join(this.folder, 'roots');
  }
}
