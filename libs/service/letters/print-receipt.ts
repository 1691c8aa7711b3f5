import { currentPromise, type DossierEvent, eventOfRow, foldDossier } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { readLedger } from '../ledger-writer.js';
import { composeReceipt } from './compose-receipt.js';
import type { LetterSource } from './letter-source.js';
import { printSlip, readLetter } from './letter-store.js';
import { readApplicant, sourceAt } from './read-source.js';

/**
 * The receipt slip of a dossier, printed from its ledger: the present appointment with the first one beside it when it is
 * another, people and papers as they were corrected since. Where a letter says just that, the letter itself is printed again;
 * any other slip keeps what it said when it was first printed. `undefined` when there is none (not received, or erased).
 */
export async function printReceipt(engine: Engine, code: string): Promise<Uint8Array | undefined> {
  const printed = await engine.database.transaction(async (tx): Promise<Uint8Array | { readonly letter: string } | undefined> => {
    // Held, so that nothing is kept of a dossier that is erased meanwhile.
    const row = await tx.first<{ id: string }>(`SELECT id FROM dossier WHERE code = $1 FOR KEY SHARE`, [code]);
    const receipt = row === undefined ? undefined : await receiptOf(engine, tx, row.id);
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

/** What a receipt is printed from. */
interface ReceiptSource {
  readonly source: LetterSource;
  /** Events after the one that gave the appointment that corrected what the slip says. */
  readonly corrections: readonly number[];
}

/**
 * The slip's source: the event that gave the present appointment, with people and papers as they were corrected. A slip printed
 * again is dated by that event, and explains that date.
 */
async function receiptOf(engine: Engine, tx: Transaction, dossierId: string): Promise<ReceiptSource | undefined> {
  const events = (await readLedger(tx, dossierId)).map(eventOfRow);
  const given = events.find(({ type }) => type === 'DossierReceived' || type === 'DossierAccepted');
  const source = given === undefined ? undefined : await sourceAt(engine, tx, dossierId, events, datedLast(events, given.seq));
  if (given === undefined || source === undefined) {
    return undefined;
  }
  const applicant = await readApplicant(engine, tx, dossierId, events);
  const corrected = events.findLast((event) => event.type === 'ComponentsCorrected')?.payload.components;
  const components = corrected ?? foldDossier(events.filter(({ seq }) => seq <= given.seq)).components;
  const corrections = events.filter(({ type, seq }) => seq > source.event.seq && (type === 'ComponentsCorrected' || type === 'PersonalDataCorrected')).map(({ seq }) => seq);
  return applicant === undefined ? undefined : { source: { ...source, applicant, state: { ...source.state, components } }, corrections };
}

/** Place of the event that gave the present appointment, at the earliest the one that gave the first. */
function datedLast(events: readonly DossierEvent[], first: number): number {
  const promiseAt = (seq: number): string => {
    const promise = currentPromise(foldDossier(events.filter((event) => event.seq <= seq)));
    return `${String(promise?.number)} ${String(promise?.at)}`;
  };
  const present = promiseAt(events.at(-1)?.seq ?? first);
  return events.findLast(({ seq }) => seq > first && promiseAt(seq - 1) !== present)?.seq ?? first;
}
