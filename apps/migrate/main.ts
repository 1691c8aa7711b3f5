import { fileURLToPath } from 'node:url';
import { readMigrationDatabaseUrl } from '#config';
import { PROJECTION_VERSION } from '#domain/figures';
import { type MigrationReport, runMigrations } from '#persistence';

/** What is said where rows and figures have to be brought up to date. */
export const PROJECTION_BEHIND =
  'Rows and figures stand under an older projection: the relay brings them up to date beside its other work, or npm run ledger -- reproject at once. Until then figures say they are catching up, and none can be published.';

/** Brings the schema of a database up to date as its owner; repeating it changes nothing. */
export async function migrate(databaseUrl: string): Promise<MigrationReport> {
  return runMigrations(databaseUrl, PROJECTION_VERSION);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { applied, isProjectionBehind } = await migrate(readMigrationDatabaseUrl());
  process.stdout.write(applied.length === 0 ? 'The schema is current.\n' : `Applied ${applied.join(', ')}.\n`);
  if (isProjectionBehind) process.stdout.write(`${PROJECTION_BEHIND}\n`);
}
