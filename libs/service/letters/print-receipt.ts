import { currentPromise, type DossierEvent, eventOfRow, foldDossier } from '#domain';
import { type Letter, renderLetter } from '#letters';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { readLedger } from '../ledger-writer.js';
import { type ApplicantRecord, readPersonal } from '../personal/index.js';
import { composeReceipt } from './compose-receipt.js';
import type { LetterSource } from './letter-source.js';
import { sourceAt } from './read-source.js';

/**
 * The receipt slip of a dossier, printed from its ledger: the present appointment with the first one beside it when it is
 * another, people and papers as they were corrected since. `undefined` when there is none (not received, or erased).
 */
export async function printReceipt(engine: Engine, code: string): Promise<Uint8Array | undefined> {
  const letter = await engine.database.transaction(async (tx): Promise<Letter | undefined> => {
    const row = await tx.first<{ id: string }>(`SELECT id FROM dossier WHERE code = $1`, [code]);
    const source = row === undefined ? undefined : await receiptSource(engine, tx, row.id);
    return source === undefined ? undefined : composeReceipt(source);
  });
  return letter === undefined ? undefined : renderLetter(letter);
}

/**
 * The slip's source: the event that gave the present appointment, with people and papers as they were corrected. A slip printed
 * again is dated by that event, and explains that date.
 */
async function receiptSource(engine: Engine, tx: Transaction, dossierId: string): Promise<LetterSource | undefined> {
  const events = (await readLedger(tx, dossierId)).map(eventOfRow);
  const given = events.find(({ type }) => type === 'DossierReceived' || type === 'DossierAccepted');
  const source = given === undefined ? undefined : await sourceAt(engine, tx, dossierId, events, datedLast(events, given.seq));
  if (given === undefined || source === undefined) {
    return undefined;
  }
  const now = foldDossier(events);
  const applicant = (await readPersonal(tx, engine.vault, dossierId, now.personal.version)) as ApplicantRecord | undefined;
  const corrected = events.findLast((event) => event.type === 'ComponentsCorrected')?.payload.components;
  const components = corrected ?? foldDossier(events.filter(({ seq }) => seq <= given.seq)).components;
  return applicant === undefined ? undefined : { ...source, applicant, state: { ...source.state, components } };
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
