import pg from 'pg';

/** What a server need not do while it is filled with what can be made again: wait for disks, and tidy up between. */
const LEFT_UNDONE = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', autovacuum: 'off' } as const;

/**
 * Has a server filled without durability, and then makes it durable again and puts all of it on disk.
 * @param superuserUrl any database of the cluster, as its superuser; nothing of this may be among the settings the server was started with
 */
export async function whileFilled<T>(superuserUrl: string, fill: () => Promise<T>): Promise<T> {
  await alter(superuserUrl, (name, value) => `ALTER SYSTEM SET ${name} = ${value}`);
  try {
    return await fill();
  } finally {
    await alter(superuserUrl, (name) => `ALTER SYSTEM RESET ${name}`);
  }
}

async function alter(superuserUrl: string, statement: (name: string, value: string) => string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    for (const [name, value] of Object.entries(LEFT_UNDONE)) await client.query(statement(name, value));
    await client.query('SELECT pg_reload_conf()');
    await client.query('CHECKPOINT');
  } finally {
    await client.end();
  }
}
