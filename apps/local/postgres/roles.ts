import pg from 'pg';

/** The role that owns the tables; only migrations use it. */
export const OWNER_ROLE = 'dunghan_owner';
/** The role of API, worker and relay; it may not alter tables. */
export const APPLICATION_ROLE = 'dunghan_app';

/** Passwords of the two roles. */
export type RolePasswords = { readonly owner: string; readonly application: string };

/**
 * Makes both roles, sets their passwords, and makes the database if it is not there, owned by the owner role.
 * Repeating it changes nothing.
 * @param superuserUrl the cluster's `postgres` database as its superuser
 */
export async function ensureRolesAndDatabase(superuserUrl: string, database: string, passwords: RolePasswords): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await ensureRole(client, OWNER_ROLE, passwords.owner);
    await ensureRole(client, APPLICATION_ROLE, passwords.application);
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (found.rowCount === 0) {
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)} OWNER ${OWNER_ROLE}`);
    }
  } finally {
    await client.end();
  }
}

async function ensureRole(client: pg.Client, role: string, password: string): Promise<void> {
  const found = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
  const verb = found.rowCount === 0 ? 'CREATE' : 'ALTER';
  await client.query(`${verb} ROLE ${role} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
}
