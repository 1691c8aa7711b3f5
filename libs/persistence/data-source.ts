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
    extra: { connectionTimeoutMillis: 5_000 },
  });
}
