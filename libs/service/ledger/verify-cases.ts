import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import type { LedgerFault } from './fault.js';
import { readCases } from './read-cases.js';
import { findFaultOfCase } from './verify-case.js';

/** What checking the cases came to. */
type CasesVerdict = { readonly cases: number; readonly events: number } | { readonly fault: LedgerFault };

/** Checks every case in order of its id, then events without a case and commands without their events. */
export async function verifyCases(engine: Pick<Engine, 'vault' | 'sha256'> & Partial<Pick<Engine, 'rules'>>, tx: Transaction, snapshots: ReadonlySet<string>): Promise<CasesVerdict> {
  let [cases, events] = [0, 0];
  for await (const stored of readCases(tx)) {
    const fault = await findFaultOfCase(engine, tx, stored, snapshots);
    if (fault !== undefined) {
      return { fault };
    }
    [cases, events] = [cases + 1, events + stored.events.length];
  }
  const fault = (await findOrphan(tx)) ?? (await findLostEvent(tx));
  return fault === undefined ? { cases, events } : { fault };
}

async function findOrphan(tx: Pick<Transaction, 'first'>): Promise<LedgerFault | undefined> {
  const row = await tx.first<{ case_id: string; seq: number }>('SELECT e.case_id, e.seq FROM case_event e WHERE NOT EXISTS (SELECT FROM deadline_case c WHERE c.id = e.case_id) ORDER BY e.case_id, e.seq LIMIT 1');
  return row === undefined ? undefined : { kind: 'no-case', caseId: row.case_id, seq: row.seq, detail: `event ${String(row.seq)} belongs to a case that has no row` };
}

async function findLostEvent(tx: Pick<Transaction, 'first'>): Promise<LedgerFault | undefined> {
  const lost = await tx.first<{ case_id: string; code: string | null; type: string; id: string; seq: number }>(
    `SELECT k.case_id, c.code, k.type, k.id, (k.outcome->'seq'->>0)::integer AS seq FROM case_command k LEFT JOIN deadline_case c ON c.id = k.case_id
     WHERE k.outcome->>'kind' = 'applied' AND (k.outcome->'seq'->>0)::integer <= (k.outcome->'seq'->>1)::integer
       AND NOT EXISTS (SELECT FROM case_event e WHERE e.case_id = k.case_id AND e.seq = (k.outcome->'seq'->>0)::integer AND e.cause = k.id::text)
     ORDER BY k.case_id, seq LIMIT 1`,
  );
  if (lost === undefined) {
    return undefined;
  }
  const { case_id: caseId, code, type, id, seq } = lost;
  return { kind: 'command-without-event', caseId, seq, ...(code === null ? {} : { code }), detail: `command ${type} (${id}) was answered as applied, but event ${String(seq)} is not its own or is gone` };
}
