import { eventOfRow, type PapersGiven, papersGiven } from '#domain';
import type { Database } from '#persistence';
import { readLedgerByCode } from '../ledger-writer.js';

/** Every hand-over of a dossier's papers, the earliest first, as its ledger tells them; none where no dossier bears the code. */
export async function readHandovers({ read }: Pick<Database, 'read'>, code: string): Promise<readonly PapersGiven[]> {
  const rows = await readLedgerByCode(read, code);
  return papersGiven(rows.map(eventOfRow));
}
