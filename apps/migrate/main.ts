import { fileURLToPath } from 'node:url';
import { readEnvironment } from '#config';
import { type MigrationReport, runMigrations } from '#persistence';

/** Brings the schema of a database up to date as its owner; repeating it changes nothing. */
export async function migrate(databaseUrl: string): Promise<MigrationReport> {
  return runMigrations(databaseUrl);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { migrationDatabaseUrl } = readEnvironment();
  if (migrationDatabaseUrl === undefined) {
    throw new Error('MIGRATION_DATABASE_URL must name the database as the role that owns the tables');
  }
  const { applied } = await migrate(migrationDatabaseUrl);
  process.stdout.write(applied.length === 0 ? 'The schema is current.\n' : `Applied ${applied.join(', ')}.\n`);
}
