import type { DossierEvent } from '#domain';
import type { Transaction } from '#persistence';
import { type LedgerFault, nameOfEvent } from './fault.js';
import { isCommandId, type StoredCommand, type StoredDossier } from './read-dossiers.js';

interface LostEvent {
  readonly dossier_id: string;
  readonly code: string | null;
  readonly type: string;
  readonly id: string;
  readonly seq: number;
}

const WITHOUT_EVENT = `
  SELECT i.dossier_id, d.code, i.type, i.id, (i.outcome->'seq'->>0)::integer AS seq
  FROM command_inbox i LEFT JOIN dossier d ON d.id = i.dossier_id
  WHERE i.status = 'applied' AND (i.outcome->'seq'->>0)::integer <= (i.outcome->'seq'->>1)::integer
    AND NOT EXISTS (
      SELECT 1 FROM dossier_event e
      WHERE e.dossier_id = i.dossier_id AND e.seq = (i.outcome->'seq'->>0)::integer
        AND e.cause = CASE i.type WHEN 'TakeIn' THEN 'intake:' || i.dossier_id ELSE i.id::text END)
  ORDER BY i.dossier_id, seq LIMIT 1`;

/**
 * The first command that was answered as applied without its event in the ledger. With `findForgedEvent` this covers what is
 * not sealed yet: a tail cut off, or a chain written on, within the last minutes.
 */
export async function findLostEvent(tx: Pick<Transaction, 'first'>): Promise<LedgerFault | undefined> {
  const lost = await tx.first<LostEvent>(WITHOUT_EVENT);
  if (lost === undefined) {
    return undefined;
  }
  const { dossier_id: dossierId, code, type, id, seq } = lost;
  return { kind: 'command-without-event', dossierId, seq, ...(code === null ? {} : { code }), detail: `command ${type} (${id}) was answered as applied, but event ${String(seq)} is not its own or is gone` };
}

/** The first event of a dossier that names a command nobody gave: none of this dossier, person and moment was applied. */
export function findForgedEvent({ id, code, commands }: StoredDossier, events: readonly DossierEvent[]): LedgerFault | undefined {
  const forged = events.find((event) => isCommandId(event.cause) && !isOf(event, commands.get(event.cause), id));
  return (
    forged && {
      kind: 'event-without-command',
      dossierId: id,
      code,
      seq: forged.seq,
      detail: `${nameOfEvent(forged.seq, forged)} names command ${forged.cause}, but no such command of this dossier, person and moment was applied`,
    }
  );
}

function isOf({ actor, occurredAt }: DossierEvent, command: StoredCommand | undefined, dossierId: string): boolean {
  return (
    command !== undefined &&
    command.dossier_id === dossierId &&
    command.status === 'applied' &&
    command.accepted_at === occurredAt &&
    command.actor_subject === actor.subject &&
    command.actor_role === actor.role &&
    command.actor_agency === actor.agency
  );
}
