import { execFile, spawnSync } from 'node:child_process';
import { chown, lstat, readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** How a PostgreSQL program is started: root, whom PostgreSQL refuses, becomes somebody else. */
export type Launch = {
  readonly command: string;
  readonly args: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
};

type Account = { readonly name: string; readonly uid: number; readonly gid: number };

const ENTER_OTHERS = 0o001;

/**
 * Gives the way to start PostgreSQL programs on a data folder. An ordinary user starts them as they are. Root enters a
 * user namespace of its own, where it is nobody to the program and still the owner of its files; where the kernel or
 * container forbids that, the account `postgres` or `nobody` is used, which must be able to enter the folders.
 * The folder, if it exists, is given to whoever will use it.
 * @throws when root has no such way, naming the folder that bars it
 */
export async function unprivilegedLauncher(
  directory: string,
  programs: readonly string[],
): Promise<(program: string, args: readonly string[]) => Launch> {
  if (process.getuid?.() !== 0) return (command, args) => ({ command, args });
  if (spawnSync('unshare', ['--user', 'true']).status === 0) {
    await giveTo(directory, { name: 'root', uid: 0, gid: 0 });
    return (program, args) => ({ command: 'unshare', args: ['--user', program, ...args] });
  }
  const account = (await findAccount('postgres')) ?? (await findAccount('nobody'));
  if (account === undefined) {
    throw new Error('PostgreSQL does not run as root and there is no account "postgres" or "nobody": start as an ordinary user');
  }
  for (const path of [directory, ...programs]) await requireReachable(path, account);
  await giveTo(directory, account);
  return (command, args) => ({ command, args, uid: account.uid, gid: account.gid });
}

async function findAccount(name: string): Promise<Account | undefined> {
  const id = async (flag: string): Promise<number> => Number((await promisify(execFile)('id', [flag, name])).stdout);
  try {
    return { name, uid: await id('-u'), gid: await id('-g') };
  } catch {
    return undefined;
  }
}

async function requireReachable(path: string, account: Account): Promise<void> {
  for (let folder = dirname(resolve(path)); folder !== dirname(folder); folder = dirname(folder)) {
    const { mode, uid } = await stat(folder);
    if (uid !== account.uid && (mode & ENTER_OTHERS) === 0) {
      throw new Error(
        `PostgreSQL does not run as root, and the account "${account.name}" cannot enter ${folder}: ` +
          'start as an ordinary user, or move the project and its data where others may enter',
      );
    }
  }
}

async function giveTo(directory: string, account: Account): Promise<void> {
  const top = await lstat(directory).catch(() => undefined);
  if (top === undefined || top.uid === account.uid) return;
  const entries = await readdir(directory, { recursive: true });
  for (const entry of entries) await chown(join(directory, entry), account.uid, account.gid);
  await chown(directory, account.uid, account.gid);
}
