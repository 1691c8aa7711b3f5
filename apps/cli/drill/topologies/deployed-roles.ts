import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { onServer } from '../../../local/postgres/on-server.js';
import { dataFolder } from '../../../local/reference-folder.js';

const ROLES_FILE = new URL('../deploy/postgres/10-roles.sh', dataFolder());
const BETWEEN = /<<'SQL'\n(?<statements>.*)\nSQL\n/su;

/** Passwords of those who sign in, by the names `deploy/postgres/10-roles.sh` gives them. */
export type DeployedPasswords = Readonly<Record<'owner' | 'application' | 'temporal', string>>;

/**
 * The statements by which a container peoples its empty cluster, one by one and in their order: those of `deploy/postgres/10-roles.sh` itself.
 * @throws when the file holds none, or asks for a password that is not given
 */
export async function deployedStatements(passwords: DeployedPasswords): Promise<readonly string[]> {
  const text = BETWEEN.exec(await readFile(ROLES_FILE, 'utf8'))?.groups?.['statements'];
  if (text === undefined) throw new Error(`${ROLES_FILE.pathname} holds no statements between <<'SQL' and SQL`);
  const known: Readonly<Record<string, string>> = passwords;
  const filled = text.replaceAll(/:'(\w+)'/gu, (_all, name: string) => {
    const password = known[name];
    if (password === undefined) throw new Error(`${ROLES_FILE.pathname} asks for :'${name}', which nobody gives`);
    return pg.escapeLiteral(password);
  });
  return filled.split(/;\s*(?:\n|$)/u).map((statement) => statement.trim()).filter((statement) => statement !== '');
}

/** Runs statements each by itself: a database cannot be made within a transaction. */
export async function runAll(superuserUrl: string, statements: readonly string[]): Promise<void> {
  await onServer(superuserUrl, async (client) => {
    for (const statement of statements) await client.query(statement);
  });
}
