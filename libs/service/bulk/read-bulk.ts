import { eventOfRow, type EventType } from '#domain';
import { chainedRowOf } from '../event-rows.js';
import { ledgersOf } from '../ledgers-of.js';
import type { Reader } from '../rule-book.js';
import type { Outcome } from '../transition.js';

/** How a command of an action stands: still without a command, on its way, or ended. */
export interface BulkStep {
  readonly status: 'waiting' | 'pending' | 'applied' | 'refused';
  readonly commandId?: string;
  /** Why there is no command, or what the command met. */
  readonly code?: string;
  readonly outcome?: Outcome;
}

/** A dossier of an action: what was done, and what became of taking it back. */
export interface BulkItem {
  readonly code: string;
  /** The stage it is about, where one was named. */
  readonly stage?: string;
  readonly done: BulkStep;
  readonly undone?: BulkStep;
  /** Of one that could not be taken back because it went on: what happened since. */
  readonly since: readonly { readonly seq: number; readonly type: EventType; readonly occurredAt: number }[];
}

interface Row {
  readonly code: string;
  readonly stage: string | null;
  readonly dossier_id: string;
  readonly command_id: string | null;
  readonly refused: string | null;
  readonly status: string | null;
  readonly outcome: Outcome | null;
  readonly undo_command_id: string | null;
  readonly undo_refused: string | null;
  readonly undo_status: string | null;
  readonly undo_outcome: Outcome | null;
}

/** The dossiers of an action in their order, with what became of each by now. */
export async function readBulkItems(read: Reader, id: string, { undone }: { readonly undone: boolean }): Promise<readonly BulkItem[]> {
  const rows = await read.rows<Row>(
    `SELECT d.code, i.stage, i.dossier_id, i.command_id, i.refused, c.status, c.outcome, i.undo_command_id, i.undo_refused, u.status AS undo_status, u.outcome AS undo_outcome
     FROM bulk_action_item i JOIN dossier d ON d.id = i.dossier_id LEFT JOIN command_inbox c ON c.id = i.command_id LEFT JOIN command_inbox u ON u.id = i.undo_command_id
     WHERE i.bulk_id = $1 ORDER BY i.place`,
    [id],
  );
  const ledgers = await ledgersOf(read, rows.filter(({ undo_refused: why }) => why === 'overtaken').map(({ dossier_id: dossier }) => dossier));
  return rows.map((row) => ({
    code: row.code,
    ...(row.stage === null ? {} : { stage: row.stage }),
    done: stepOf({ commandId: row.command_id, refused: row.refused, status: row.status, outcome: row.outcome }),
    ...(undone ? { undone: stepOf({ commandId: row.undo_command_id, refused: row.undo_refused, status: row.undo_status, outcome: row.undo_outcome }) } : {}),
    since: sinceOf(row, rows.filter(({ dossier_id: dossier }) => dossier === row.dossier_id), (ledgers.get(row.dossier_id) ?? []).map((event) => eventOfRow(chainedRowOf(event)))),
  }));
}

/** What others did after a row's command: what the same action did to other stages of the dossier, and its taking back, is not among it. */
function sinceOf({ outcome }: Row, ofDossier: readonly Row[], events: readonly ReturnType<typeof eventOfRow>[]): BulkItem['since'] {
  const own = new Set(ofDossier.flatMap((row) => [...seqOf(row.outcome), ...seqOf(row.undo_outcome)]));
  const last = seqOf(outcome).at(-1) ?? 0;
  return events.filter(({ seq }) => seq > last && !own.has(seq)).map(({ seq, type, occurredAt }) => ({ seq, type, occurredAt }));
}

function seqOf(outcome: Outcome | null): readonly number[] {
  return outcome?.kind === 'applied' ? outcome.seq : [];
}

function stepOf({ commandId, refused, status, outcome }: { readonly commandId: string | null; readonly refused: string | null; readonly status: string | null; readonly outcome: Outcome | null }): BulkStep {
  if (refused !== null) {
    return { status: 'refused', code: refused };
  }
  if (commandId === null) {
    return { status: 'waiting' };
  }
  if (outcome === null) {
    return { status: 'pending', commandId };
  }
  const code = outcome.kind === 'refused' ? outcome.refusal.code : outcome.kind === 'dead' ? 'command-dead' : undefined;
  return { status: status === 'applied' ? 'applied' : 'refused', commandId, outcome, ...(code === undefined ? {} : { code }) };
}
