import type { Instant } from '#domain';
import type { Engine } from '../engine.js';
import { type BrokenBalance, checkBalance } from './check-balance.js';

const KIND = 'balance-broken';

/**
 * Checks whether what entered every agency's stock has left it or is open, opens one task for each agency where it has not, for the
 * people of the province, and closes those of agencies in balance again. Returns what is broken.
 */
export async function raiseBalanceAlarms({ database }: Pick<Engine, 'database'>, at: Instant): Promise<readonly BrokenBalance[]> {
  const broken = await checkBalance(database);
  const keys = broken.map(({ province, agency }) => `${KIND}:${province}:${agency}`);
  await database.transaction(async (tx) => {
    await tx.run(
      `INSERT INTO task (key, kind, dossier_id, agency, subject, data, created_at)
       SELECT due.key, $1, NULL, due.province, NULL, due.data::json, $2 FROM unnest($3::text[], $4::text[], $5::text[]) AS due (key, province, data)
       ON CONFLICT (key) DO UPDATE SET done_at = NULL, created_at = excluded.created_at, data = excluded.data WHERE task.done_at IS NOT NULL`,
      [KIND, at, keys, broken.map(({ province }) => province), broken.map(({ agency, entered, left, notOfYears }) => JSON.stringify({ agency, entered, left, notOfYears }))],
    );
    await tx.run('UPDATE task SET done_at = $1 WHERE kind = $2 AND done_at IS NULL AND key <> ALL($3)', [at, KIND, keys]);
  });
  return broken;
}
