import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { ENTITIES } from './entities/index.js';
import { MIGRATIONS } from './migrations/index.js';

/** TypeORM's view of a database: entities and migrations, not yet connected. Statements of the application go through `Database`. */
export function dataSourceOf(url: string, applicationName: string): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities: [...ENTITIES],
    migrations: [...MIGRATIONS],
    migrationsTransactionMode: 'each',
    synchronize: false,
    poolSize: 2,
    applicationName,
    // A database that was just restored refuses writes until the restore is completed; the schema is brought up to date before that.
    extra: { connectionTimeoutMillis: 5_000, options: '-c default_transaction_read_only=off' },
  });
}
