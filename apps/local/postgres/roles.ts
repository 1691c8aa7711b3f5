import type pg from 'pg';
import { onServer } from './on-server.js';

/** The role that owns the tables; only migrations use it. */
export const OWNER_ROLE = 'dunghan_owner';
/** The role of API, worker and relay; it may not alter tables. */
export const APPLICATION_ROLE = 'dunghan_app';

/** Roles the application reads in on behalf of somebody; none can sign in. What each sees say the policies of migration 0060. */
const READER_ROLES = ['dunghan_province_reader', 'dunghan_agency_reader', 'dunghan_dossier_reader'] as const;

/** Passwords of the two roles. */
export type RolePasswords = { readonly owner: string; readonly application: string };

/**
 * Makes both roles and those of readers, sets their passwords, and makes the database if it is not there, owned by the owner role.
 * Repeating it changes nothing.
 * @param superuserUrl the cluster's `postgres` database as its superuser
 */
export async function ensureRolesAndDatabase(superuserUrl: string, database: string, passwords: RolePasswords): Promise<void> {
  await onServer(superuserUrl, async (client) => {
    await ensureRole(client, OWNER_ROLE, passwords.owner);
    await ensureRole(client, APPLICATION_ROLE, passwords.application);
    await ensureReaders(client);
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (found.rowCount === 0) {
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)} OWNER ${OWNER_ROLE}`);
    }
  });
}

async function ensureRole(client: pg.Client, role: string, password: string): Promise<void> {
  const found = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
  const verb = found.rowCount === 0 ? 'CREATE' : 'ALTER';
  await client.query(`${verb} ROLE ${role} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
}

/** The application itself works on all rows; only while it reads in a reader's role do their policies hold, so it inherits nothing of them. */
async function ensureReaders(client: pg.Client): Promise<void> {
  await ensureGroup(client, 'dunghan_reader');
  for (const role of READER_ROLES) {
    await ensureGroup(client, role);
    await client.query(`GRANT dunghan_reader TO ${role}`);
    await client.query(`GRANT ${role} TO ${APPLICATION_ROLE} WITH INHERIT FALSE, SET TRUE`);
  }
  await client.query(`ALTER ROLE ${APPLICATION_ROLE} BYPASSRLS`);
}

async function ensureGroup(client: pg.Client, role: string): Promise<void> {
  const found = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
  if (found.rowCount === 0) await client.query(`CREATE ROLE ${role} NOLOGIN`);
}
