import { type Instant, localDateOf } from '#domain';
import type { Transaction } from '#persistence';
import type { Vault } from '../vault/vault.js';
import type { ApplicantRecord } from './applicant.js';
import { tokensOf } from './search-token.js';

/** A dossier to be found by its people. `scopes` are the codes of its receiving and competent agency and its province. */
export interface IndexInput {
  readonly dossierId: string;
  readonly receivedAt: number;
  readonly scopes: readonly string[];
  readonly record: ApplicantRecord;
}

/** Makes a new dossier findable by the people of `record`. */
export async function indexApplicant(tx: Pick<Transaction, 'run'>, vault: Pick<Vault, 'hmac' | 'other'>, input: IndexInput): Promise<void> {
  await tx.run(
    `INSERT INTO search_token (scope_id, token, received_on, dossier_id)
     SELECT scope, token, $4, $1 FROM unnest($2::text[]) AS scope, unnest($3::bigint[]) AS token`,
    [input.dossierId, [...new Set(input.scopes)], tokensOf(vault, input.record), localDateOf(input.receivedAt as Instant)],
  );
}

/** Makes a dossier findable by the people of `record`, and no longer by those of an earlier record. */
export async function indexApplicantAgain(tx: Pick<Transaction, 'run'>, vault: Pick<Vault, 'hmac' | 'other'>, input: IndexInput): Promise<void> {
  await tx.run(
    `WITH stale AS (
       DELETE FROM search_token WHERE dossier_id = $1 AND NOT (scope_id = ANY($2::text[]) AND token = ANY($3::bigint[]))
     )
     INSERT INTO search_token (scope_id, token, received_on, dossier_id)
     SELECT scope, token, $4, $1 FROM unnest($2::text[]) AS scope, unnest($3::bigint[]) AS token
     ON CONFLICT DO NOTHING`,
    [input.dossierId, [...new Set(input.scopes)], tokensOf(vault, input.record), localDateOf(input.receivedAt as Instant)],
  );
}

/** A dossier and an agency it comes to. */
export interface ReachedAgency {
  readonly dossierId: string;
  readonly agency: string;
}

/** Makes dossiers findable in further agencies, as when they are transferred there, in one statement. Needs no personal data. */
export async function extendSearchScopes(tx: Pick<Transaction, 'run'>, reached: readonly ReachedAgency[]): Promise<void> {
  await tx.run(
    `INSERT INTO search_token (scope_id, token, received_on, dossier_id)
     SELECT DISTINCT r.agency, t.token, t.received_on, t.dossier_id
     FROM unnest($1::uuid[], $2::text[]) AS r (dossier_id, agency) JOIN search_token t ON t.dossier_id = r.dossier_id
     ON CONFLICT DO NOTHING`,
    [reached.map(({ dossierId }) => dossierId), reached.map(({ agency }) => agency)],
  );
}
