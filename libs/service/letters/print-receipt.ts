import type { Engine } from '../engine.js';
import { filingOf } from '../filings/read-filing.js';
import { composeReceipt } from './compose-receipt.js';
import { printSlip, readLetter } from './letter-store.js';
import { printFilingReceipt } from './print-filing-receipt.js';
import { receiptSource } from './receipt-source.js';

/**
 * The receipt slip of a dossier, printed from its ledger: the present appointment with the first one beside it when it is
 * another, people and papers as they were corrected since. Where a letter says just that, the letter itself is printed again;
 * any other slip keeps what it said when it was first printed. Of a dossier a filing opened beside others it is the one receipt of
 * the filing. `undefined` when there is none (not received, or erased).
 */
export async function printReceipt(engine: Engine, code: string): Promise<Uint8Array | undefined> {
  const printed = await engine.database.transaction(async (tx): Promise<Uint8Array | { readonly letter: string } | undefined> => {
    // Held, so that nothing is kept of a dossier that is erased meanwhile.
    const row = await tx.first<{ id: string }>(`SELECT id FROM dossier WHERE code = $1 FOR KEY SHARE`, [code]);
    const filing = row === undefined ? undefined : await filingOf(tx, row.id);
    if (row !== undefined && filing !== undefined) {
      return printFilingReceipt(engine, tx, filing, row.id);
    }
    const receipt = row === undefined ? undefined : await receiptSource(engine, tx, row.id);
    if (row === undefined || receipt === undefined) {
      return undefined;
    }
    const { source, corrections } = receipt;
    const { seq, occurredAt } = source.event;
    const letter = corrections.length > 0 ? undefined : await tx.first<{ key: string }>(`SELECT key FROM letter WHERE dossier_id = $1 AND kind = 'receipt' AND composed_from_seq = $2 AND status IN ('produced', 'sent')`, [row.id, seq]);
    if (letter !== undefined) {
      return { letter: letter.key };
    }
    const slip = { key: [row.id, 'receipt', seq, ...corrections].join(':'), dossierId: row.id, scope: { agency: source.state.competentAgency, at: occurredAt } };
    return printSlip(tx, engine, slip, () => composeReceipt(source));
  });
  return printed !== undefined && 'letter' in printed ? readLetter(engine, printed.letter) : printed;
}
