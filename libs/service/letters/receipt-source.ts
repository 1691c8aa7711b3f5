import { currentPromise, type DossierEvent, eventOfRow, foldDossier } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { readLedger } from '../ledger-writer.js';
import type { LetterSource } from './letter-source.js';
import { readApplicant, sourceAt } from './read-source.js';

/** What a receipt is printed from. */
export interface ReceiptSource {
  readonly source: LetterSource;
  /** Events after the one that gave the appointment that corrected what the slip says. */
  readonly corrections: readonly number[];
}

/**
 * The source of a dossier's receipt: the event that gave the present appointment, with people and papers as they were corrected. A
 * slip printed again is dated by that event, and explains that date. `undefined` when it was not received, or was erased.
 */
export async function receiptSource(engine: Engine, tx: Transaction, dossierId: string): Promise<ReceiptSource | undefined> {
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
