import type { DossierEvent, SignedAs } from '#domain';
import type { Signatory } from '#letters';
import type { Transaction } from '#persistence';

interface Row {
  readonly name: string;
  readonly position: string;
  readonly capacity: 'head' | 'KT.' | 'TL.' | 'TUQ.';
  readonly signed_for: string | null;
  readonly collective: string | null;
}

/**
 * The signature block of what an event signed under authority (NĐ 30/2020 Appendix I): the office signed for, the signatory's
 * own, and the name. Absent where nothing was signed. Authorities never change, so a letter printed again reads the same.
 */
export async function readSignatory(tx: Pick<Transaction, 'first'>, event: DossierEvent): Promise<Signatory | undefined> {
  const signedAs = 'signedAs' in event.payload ? event.payload.signedAs : undefined;
  return signedAs === undefined ? undefined : readSignatoryUnder(tx, signedAs);
}

/** The same of any signature under an authority. */
export async function readSignatoryUnder(tx: Pick<Transaction, 'first'>, { authority }: SignedAs): Promise<Signatory> {
  const row = await tx.first<Row>('SELECT name, position, capacity, signed_for, collective FROM signing_authority WHERE id = $1', [authority]);
  if (row === undefined) {
    throw new Error(`Signing authority ${authority} is named by a signature but is not there: restore signing_authority before going on`);
  }
  return {
    ...(row.collective === null ? {} : { collective: row.collective }),
    ...(row.capacity === 'head' || row.signed_for === null ? {} : { onBehalf: { mode: row.capacity, position: row.signed_for } }),
    position: row.position,
    name: row.name,
  };
}
