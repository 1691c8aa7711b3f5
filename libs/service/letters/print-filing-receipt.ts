import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import type { Filing } from '../filings/read-filing.js';
import { composeFilingReceipt } from './compose-filing-receipt.js';
import { filingSource } from './filing-source.js';
import { printSlip } from './letter-store.js';

/**
 * The one receipt of a filing, printed from one of its dossiers, whose row the caller holds: every dossier with its present
 * appointment. What it says is kept with that dossier, and goes when that one is erased. `undefined` while an answer to one of the
 * dossiers is awaited, when none was received, or when the one it is printed from was erased.
 */
export async function printFilingReceipt(engine: Engine, tx: Transaction, filing: Filing, dossierId: string): Promise<Uint8Array | undefined> {
  const place = filing.dossiers.findIndex(({ id }) => id === dossierId);
  const source = await filingSource(engine, tx, filing);
  const own = source?.members[place];
  if (source === undefined || own === undefined || (own.kind === 'not-received' && (await isErased(tx, dossierId)))) {
    return undefined;
  }
  const says = source.members.map((member) => (member.kind === 'received' ? `${String(member.source.event.seq)}${member.corrections.map((seq) => `c${String(seq)}`).join('')}` : member.status));
  const [first] = source.members.flatMap((member) => (member.kind === 'received' ? [member.source] : []));
  if (first === undefined) {
    return undefined;
  }
  const slip = { key: [dossierId, 'filing-receipt', ...says].join(':'), dossierId, scope: { agency: first.state.competentAgency, at: first.event.occurredAt } };
  return printSlip(tx, engine, slip, () => composeFilingReceipt(source));
}

async function isErased(tx: Transaction, dossierId: string): Promise<boolean> {
  return (await tx.first<{ erased: boolean }>('SELECT erased FROM dossier WHERE id = $1', [dossierId]))?.erased === true;
}
