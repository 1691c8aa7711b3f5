import { join } from 'node:path';
import { openDatabase, type Statements } from '#persistence';
import { findJsonFile } from '../../local/json-file.js';
import { SUPERUSER } from '../../local/postgres/cluster.js';
import { DATABASE, databaseUrlFor } from '../../local/postgres/database-url.js';
import { APPLICATION_ROLE } from '../../local/postgres/roles.js';
import { type LocalSecrets, secretsSchema } from '../../local/secrets.js';
import { BackupError } from '../backup/backup-manifest.js';
import { withRecoveredServer } from './recovered-server.js';

/** The database from before a restore: a data folder of the one-command stack that is stopped, or the address of a server. */
export type FormerDatabase = { readonly dataDir: string } | { readonly url: string };

/**
 * Reads the database from before; one in a data folder is served alone for as long, so that nothing of that installation sends anything.
 * @throws BackupError when the folder is none of the stack's
 */
export async function withFormerDatabase<T>(former: FormerDatabase, work: (read: Statements) => Promise<T>): Promise<T> {
  if ('url' in former) {
    return reading(former.url, work);
  }
  const { dataDir } = former;
  const secrets = await findJsonFile<LocalSecrets>(join(dataDir, 'secrets.json'), secretsSchema);
  if (secrets === undefined) throw new BackupError(`${dataDir} is no data folder of npm start: it holds no secrets.json`);
  const urlOf = (role: string, password: string, database: string) => (port: number): string => databaseUrlFor(`127.0.0.1:${String(port)}`, { role, password, database });
  return withRecoveredServer(join(dataDir, 'postgres'), join(dataDir, 'restore.log'), urlOf(SUPERUSER, secrets.superuserPassword, 'postgres'), (port) =>
    reading(urlOf(APPLICATION_ROLE, secrets.applicationPassword, DATABASE)(port), work),
  );
}

async function reading<T>(url: string, work: (read: Statements) => Promise<T>): Promise<T> {
  const database = await openDatabase({ url, applicationName: 'dunghan-restore', poolSize: 1 });
  try {
    return await work(database.read);
  } finally {
    await database.close();
  }
}
