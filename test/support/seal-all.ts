import type { Instant } from '#domain';
import { type Engine, sealLedger } from '#service';
import { until } from '../../apps/cli/drill/until.js';

/** Tables whose rows a seal covers by the transaction that wrote them. */
type Sealed = 'dossier_event' | 'sealed_document' | 'published_figure';

/** Seals until a seal covers every row of these tables: transactions of other databases of the cluster may hold a round back, the first too. */
export async function sealAll(engine: Pick<Engine, 'database' | 'sha256'>, at: Instant, tables: readonly [Sealed, ...Sealed[]]): Promise<void> {
  const waiting = tables.map((table) => `(SELECT count(*) FROM ${table} WHERE xact_id >= covered.until_xact)`).join(' + ');
  const covered = `SELECT coalesce((SELECT until_xact FROM ledger_seal ORDER BY number DESC LIMIT 1), '0'::xid8) AS until_xact`;
  await until('everything is sealed', async () => {
    await sealLedger(engine, at);
    const row = await engine.database.read.first<{ n: number }>(`SELECT ${waiting} AS n FROM (${covered}) AS covered`);
    return row?.n === 0;
  });
}
