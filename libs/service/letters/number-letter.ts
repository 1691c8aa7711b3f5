import { instant, SYSTEM_ACTOR } from '#domain';
import { type Letter, symbolOfForm, symbolOfNotice } from '#letters';
import type { Transaction } from '#persistence';
import { numberOfLetter, seriesAt, takeDocumentNumber } from '../signing/document-numbers.js';
import type { LetterSource } from './letter-source.js';

/**
 * A letter with its number: the one it has (a receipt's is the dossier's own, an apology's was taken at signing), the one it
 * took when it was produced before, or the next of its agency, kind and year. Its row must be locked.
 */
export async function numberLetter(tx: Transaction, source: LetterSource, letter: Letter, row: { readonly key: string; readonly dossierId: string }): Promise<Letter> {
  if (letter.documentNumber !== undefined) {
    return letter;
  }
  const agency = issuingAgency(source, letter);
  const datedAt = instant(letter.issuedAt);
  const documentNumber =
    (await numberOfLetter(tx, row.key)) ??
    (await takeDocumentNumber(tx, {
      series: seriesAt(agency, letter.form === '00' ? symbolOfNotice(letter.notice) : symbolOfForm(letter.form), datedAt),
      agencySymbol: letter.header.symbol,
      dossierId: row.dossierId,
      letter: row.key,
      at: datedAt,
      by: SYSTEM_ACTOR.subject,
    }));
  return { ...letter, documentNumber };
}

/** Whose letter it is: the deciding agency's where it signs, the receiving desk's else. */
function issuingAgency({ state }: LetterSource, letter: Letter): string {
  const decides = letter.form === '04' || letter.form === '05' || (letter.form === '00' && letter.notice === 'fault-apology') || (letter.form === '03' && letter.afterIntake !== undefined);
  return decides ? state.competentAgency : state.receivingAgency;
}
