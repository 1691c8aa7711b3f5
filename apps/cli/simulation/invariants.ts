import type { Engine } from '#service';
import { checkBalance, recountFigures, verifyLedger } from '#service';

/** One thing that must hold at the end of a simulated month, and what spoke against it if anything did. */
export interface Invariant {
  readonly name: string;
  readonly broken: readonly string[];
}

/** Checks everything the month must leave true. Each broken line names dossiers or figures. */
export async function checkInvariants(engine: Engine): Promise<readonly Invariant[]> {
  return [
    { name: 'every broken promise owes exactly one apology, and it is produced', broken: await apologyFaults(engine) },
    { name: 'a dossier becomes late at most once, at its due moment', broken: await latenessFaults(engine) },
    { name: 'every command ended in one recorded outcome', broken: await pendingCommands(engine) },
    { name: 'the balance holds', broken: (await checkBalance(engine.database)).map((fault) => JSON.stringify(fault)) },
    { name: 'the ledger verifies', broken: await ledgerFaults(engine) },
    { name: 'the figures equal a recount from the ledger', broken: (await recountFigures(engine.database)).differences.map((difference) => JSON.stringify(difference)) },
  ];
}

async function apologyFaults(engine: Engine): Promise<readonly string[]> {
  const missing = await engine.database.read.rows<{ code: string; promise: number }>(
    `WITH broken AS (
       SELECT dossier_id, (payload->>'promise')::integer AS promise FROM dossier_event WHERE type = 'DossierBecameLate'
       UNION ALL SELECT dossier_id, (payload->>'number')::integer FROM dossier_event WHERE type = 'PromiseBroken')
     SELECT d.code, b.promise FROM broken b JOIN dossier d ON d.id = b.dossier_id
     WHERE (SELECT count(*) FROM letter l WHERE l.dossier_id = b.dossier_id AND l.kind = 'apology' AND l.promise = b.promise AND l.status = 'produced') <> 1`,
  );
  return missing.map(({ code, promise }) => `${code}: promise ${String(promise)} was broken without exactly one produced apology`);
}

async function latenessFaults(engine: Engine): Promise<readonly string[]> {
  const rows = await engine.database.read.rows<{ code: string; times: number; misplaced: number }>(
    `SELECT d.code, count(*) AS times, count(*) FILTER (WHERE e.occurred_at <> (e.payload->>'dueAt')::bigint) AS misplaced
     FROM dossier_event e JOIN dossier d ON d.id = e.dossier_id WHERE e.type = 'DossierBecameLate' GROUP BY d.code
     HAVING count(*) > 1 OR count(*) FILTER (WHERE e.occurred_at <> (e.payload->>'dueAt')::bigint) > 0`,
  );
  return rows.map(({ code, times, misplaced }) => `${code}: became late ${String(times)} times, ${String(misplaced)} not at its due moment`);
}

async function pendingCommands(engine: Engine): Promise<readonly string[]> {
  const rows = await engine.database.read.rows<{ id: string; type: string; status: string; last_error: string | null }>(
    `SELECT id, type, status, last_error FROM command_inbox WHERE status IN ('pending', 'dead') OR outcome IS NULL`,
  );
  return rows.map(({ id, type, status, last_error: error }) => `${type} ${id} is ${status}${error === null ? '' : `: ${error}`}`);
}

async function ledgerFaults(engine: Engine): Promise<readonly string[]> {
  const verified = await verifyLedger(engine);
  return verified.ok ? [] : [JSON.stringify(verified.fault)];
}
