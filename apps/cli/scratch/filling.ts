import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { onServer } from '../../local/postgres/on-server.js';

/** What a server need not do while it is filled with what can be made again: wait for the disk at every commit, keep pages whole, and tidy up between. It syncs at checkpoints all the same: those without leave behind what no later one puts on disk. */
const LEFT_UNDONE = { full_page_writes: 'off', synchronous_commit: 'off', autovacuum: 'off' } as const;
const CHANGED = `SELECT count(*)::int AS changed FROM pg_settings WHERE name = ANY ($1) AND sourcefile LIKE '%postgresql.auto.conf'`;
const [ASK_EVERY_MS, HEARD_WITHIN_MS] = [50, 60_000];

/**
 * Has a server filled without durability. When it resolves the server works durably again, and all that was filled is on disk; a crash before then may leave
 * a cluster that is worth nothing.
 * @param superuserUrl any database of the cluster, as its superuser; nothing of this may be among the settings the server was started with
 */
export async function whileFilled<T>(superuserUrl: string, fill: () => Promise<T>): Promise<T> {
  await onServer(superuserUrl, (client) => alter(client, (name, value) => `ALTER SYSTEM SET ${name} = ${value}`));
  try {
    return await fill();
  } finally {
    await onServer(superuserUrl, (client) => alter(client, (name) => `ALTER SYSTEM RESET ${name}`));
    await untilReset(superuserUrl);
    await onServer(superuserUrl, (client) => client.query('CHECKPOINT'));
  }
}

async function alter(client: pg.Client, statement: (name: string, value: string) => string): Promise<void> {
  for (const [name, value] of Object.entries(LEFT_UNDONE)) await client.query(statement(name, value));
  await client.query('SELECT pg_reload_conf()');
}

/** A server hears of changed settings some time after it was told to read them. A connection begun afterwards has them, and whoever makes checkpoints was told before it. */
async function untilReset(superuserUrl: string): Promise<void> {
  const ask = async (client: pg.Client): Promise<number> => (await client.query<{ changed: number }>(CHANGED, [Object.keys(LEFT_UNDONE)])).rows[0]?.changed ?? 0;
  const deadline = performance.now() + HEARD_WITHIN_MS;
  while ((await onServer(superuserUrl, ask)) > 0) {
    if (performance.now() > deadline) throw new Error('The server does not take its settings back');
    await delay(ASK_EVERY_MS);
  }
}
