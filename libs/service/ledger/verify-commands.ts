import type { Transaction } from '#persistence';
import type { LedgerFault } from './fault.js';

interface Unpaired {
  readonly dossier_id: string;
  readonly code: string | null;
  readonly type: string;
  readonly id: string;
  readonly seq: number;
}

/** Causes that are no commands (`intake:…`, `import:…`, points of interest as `kind@at`) hold a mark no command id has. */
const BY_COMMAND = `e.cause ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'`;

const WITHOUT_EVENT = `
  SELECT i.dossier_id, d.code, i.type, i.id, (i.outcome->'seq'->>0)::integer AS seq
  FROM command_inbox i LEFT JOIN dossier d ON d.id = i.dossier_id
  WHERE i.status = 'applied' AND (i.outcome->'seq'->>0)::integer <= (i.outcome->'seq'->>1)::integer
    AND NOT EXISTS (
      SELECT 1 FROM dossier_event e
      WHERE e.dossier_id = i.dossier_id AND e.seq = (i.outcome->'seq'->>0)::integer
        AND e.cause = CASE i.type WHEN 'TakeIn' THEN 'intake:' || i.dossier_id ELSE i.id::text END)
  ORDER BY i.dossier_id, seq LIMIT 1`;

const WITHOUT_COMMAND = `
  SELECT e.dossier_id, d.code, e.type, e.cause AS id, e.seq
  FROM dossier_event e LEFT JOIN dossier d ON d.id = e.dossier_id
  WHERE ${BY_COMMAND} AND NOT EXISTS (
    SELECT 1 FROM command_inbox i
    WHERE i.id::text = e.cause AND i.dossier_id = e.dossier_id AND i.status = 'applied' AND i.accepted_at = e.occurred_at
      AND i.actor_subject = e.actor->>'subject' AND i.actor_role = e.actor->>'role' AND i.actor_agency = e.actor->>'agency')
  ORDER BY e.dossier_id, e.seq LIMIT 1`;

/**
 * The first command that was answered as applied without its event in the ledger, or event of a command nobody gave. This
 * covers what is not sealed yet: a tail cut off, or a chain written on, within the last minutes.
 */
export async function findCommandFault(tx: Pick<Transaction, 'first'>): Promise<LedgerFault | undefined> {
  const lost = await tx.first<Unpaired>(WITHOUT_EVENT);
  if (lost !== undefined) {
    return { kind: 'command-without-event', ...nameOf(lost), detail: `command ${lost.type} (${lost.id}) was answered as applied, but event ${String(lost.seq)} is not its own or is gone` };
  }
  const forged = await tx.first<Unpaired>(WITHOUT_COMMAND);
  return forged === undefined
    ? undefined
    : { kind: 'event-without-command', ...nameOf(forged), detail: `event ${String(forged.seq)} (${forged.type}) names command ${forged.id}, but the inbox holds no such command of this dossier, person and moment` };
}

function nameOf({ dossier_id: dossierId, code, seq }: Unpaired): Pick<LedgerFault, 'dossierId' | 'code' | 'seq'> {
  return { dossierId, seq, ...(code === null ? {} : { code }) };
}
