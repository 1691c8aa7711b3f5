import { fileURLToPath } from 'node:url';
import { readMigrationDatabaseUrl } from '#config';
import { type MigrationReport, runMigrations } from '#persistence';

/** Brings the schema of a database up to date as its owner; repeating it changes nothing. */
export async function migrate(databaseUrl: string): Promise<MigrationReport> {
  return runMigrations(databaseUrl);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { applied } = await migrate(readMigrationDatabaseUrl());
  process.stdout.write(applied.length === 0 ? 'The schema is current.\n' : `Applied ${applied.join(', ')}.\n`);
}
