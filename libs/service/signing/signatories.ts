import type { SigningAuthority } from '#domain';
import type { Transaction } from '#persistence';

interface Row {
  readonly id: string;
  readonly agency: string;
  readonly subject: string;
  readonly capacity: SigningAuthority['capacity'];
  readonly valid_from: number;
  readonly valid_until: number | null;
  readonly ended_at: number | null;
}

const SELECT = 'SELECT id, agency, subject, capacity, valid_from, valid_until, ended_at FROM signing_authority';

/** Every signing authority, without the names printed under it. */
export async function readSignatories(tx: Pick<Transaction, 'rows'>): Promise<readonly SigningAuthority[]> {
  return (await tx.rows<Row>(`${SELECT} ORDER BY id`)).map(authorityOfRow);
}

/**
 * The authorities of a person, held until the transaction ends: one is ended either before a signature under it is decided,
 * or after it is written, so that the ledger never names one that was over.
 */
export async function holdSignatories(tx: Pick<Transaction, 'rows'>, subject: string): Promise<readonly SigningAuthority[]> {
  return (await tx.rows<Row>(`${SELECT} WHERE subject = $1 ORDER BY id FOR SHARE`, [subject])).map(authorityOfRow);
}

function authorityOfRow({ id, agency, subject, capacity, valid_from, valid_until, ended_at }: Row): SigningAuthority {
  return {
    id, agency, subject, capacity, validFrom: valid_from,
    ...(valid_until === null ? {} : { validUntil: valid_until }),
    ...(ended_at === null ? {} : { endedAt: ended_at }),
  };
}
