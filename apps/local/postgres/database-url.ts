/** What the database of the one-command stack is called. */
export const DATABASE = 'dunghan';

/** The address of a database for a role that signs in with a password. `host` with its port, such as `127.0.0.1:5432`. */
export function databaseUrlFor(host: string, { role, password, database }: { readonly role: string; readonly password: string; readonly database: string }): string {
  return `postgres://${role}:${encodeURIComponent(password)}@${host}/${database}`;
}
