import type { DossierState, Instant, NewEvent, Rules } from '#domain';
import { symbolOfForm, symbolOfNotice } from '#letters';
import type { Transaction } from '#persistence';
import { enterTypedNumber, type NumberTaking, seriesAt, takeDocumentNumber } from './document-numbers.js';

/** What is signed, of which dossier, when and by whom. */
export interface Signing {
  readonly dossierId: string;
  readonly state: DossierState;
  readonly rules: Rules;
  readonly at: Instant;
  readonly by: string;
}

/** Events with their numbers, or the typed number somebody took before. */
export type Numbered = { readonly kind: 'numbered'; readonly events: readonly NewEvent[] } | { readonly kind: 'taken'; readonly documentNumber: string };

/**
 * Decided events with the numbers of the documents they sign, taken in the transaction that appends them: a signed apology, or one for a fault,
 * gets the next of its series unless its number was typed; a typed number is entered.
 */
export async function numberSignatures(tx: Transaction, events: readonly NewEvent[], signing: Signing): Promise<Numbered> {
  const numbered: NewEvent[] = [];
  for (const event of events) {
    const told = await numberEvent(tx, event, signing);
    if ('taken' in told) {
      return { kind: 'taken', documentNumber: told.taken };
    }
    numbered.push(told);
  }
  return { kind: 'numbered', events: numbered };
}

async function numberEvent(tx: Transaction, event: NewEvent, signing: Signing): Promise<NewEvent | { readonly taken: string }> {
  switch (event.type) {
    case 'ApologySigned': {
      const { documentNumber: typed, promise } = event.payload;
      const taking = takingOf(signing, symbolOfForm('04'), `${signing.dossierId}:apology:${String(promise)}`);
      const documentNumber = typed === undefined ? await takeDocumentNumber(tx, taking) : await enterTypedNumber(tx, typed, taking);
      return documentNumber === undefined ? { taken: typed ?? '' } : { ...event, payload: { ...event.payload, documentNumber } };
    }
    case 'RefusalDecided': {
      const { documentNumber: typed } = event.payload;
      const documentNumber = await enterTypedNumber(tx, typed, takingOf(signing, symbolOfForm('03')));
      return documentNumber === undefined ? { taken: typed } : { ...event, payload: { ...event.payload, documentNumber } };
    }
    case 'FaultAcknowledged': {
      const { documentNumber: typed } = event.payload;
      const taking = takingOf(signing, symbolOfNotice('fault-apology'));
      const documentNumber = typed === undefined ? await takeDocumentNumber(tx, taking) : await enterTypedNumber(tx, typed, taking);
      return documentNumber === undefined ? { taken: typed ?? '' } : { ...event, payload: { ...event.payload, documentNumber } };
    }
    default:
      return event;
  }
}

function takingOf({ dossierId, state: { competentAgency }, rules, at, by }: Signing, symbol: string, letter?: string): NumberTaking {
  return { series: seriesAt(competentAgency, symbol, at), agencySymbol: rules.agencies.get(competentAgency)?.symbol, dossierId, at, by, ...(letter === undefined ? {} : { letter }) };
}
