import { randomUUID } from 'node:crypto';
import { type Actor, type Instant, isInForce, type SigningCapacityCode } from '#domain';
import type { Transaction } from '#persistence';
import type { Clock } from '../clock.js';
import type { Engine } from '../engine.js';

/** The right of one person to sign for an agency, with what is printed under it. Instants are epoch milliseconds. */
export interface AuthorityInput {
  readonly agency: string;
  readonly subject: string;
  /** As printed under the signature. */
  readonly name: string;
  /** The signatory's own office. */
  readonly position: string;
  readonly capacity: SigningCapacityCode;
  /** The office signed for, where it is not the signatory's own. */
  readonly signedFor?: string;
  /** The body that decides as one, printed as `TM. …`. */
  readonly collective?: string;
  /** Number of the document that delegates. */
  readonly delegationNumber?: string;
  readonly validFrom: number;
  readonly validUntil?: number;
}

/** An authority as it stands. */
export interface AuthorityEntry extends AuthorityInput {
  readonly id: string;
  readonly addedAt: number;
  readonly addedBy: string;
  readonly ended?: { readonly at: number; readonly by: string };
}

/** What adding one came to. `head-overlaps` names the authority of the head who signs in that time already. */
export type AuthorityAddition =
  | { readonly kind: 'added'; readonly authority: AuthorityEntry }
  | { readonly kind: 'head-overlaps'; readonly other: AuthorityEntry }
  | { readonly kind: 'period-missing' | 'delegation-missing' | 'period-inverted' | 'unknown-agency' | 'key-conflict' };

interface Row {
  readonly id: string;
  readonly agency: string;
  readonly subject: string;
  readonly name: string;
  readonly position: string;
  readonly capacity: SigningCapacityCode;
  readonly signed_for: string | null;
  readonly collective: string | null;
  readonly delegation_number: string | null;
  readonly valid_from: number;
  readonly valid_until: number | null;
  readonly added_at: number;
  readonly added_by: string;
  readonly request_hash: string;
  readonly ended_at: number | null;
  readonly ended_by: string | null;
}

const COLUMNS = `id, agency, subject, name, position, capacity, signed_for, collective, delegation_number, valid_from, valid_until,
  added_at, added_by, request_hash, ended_at, ended_by`;
const SELECT = `SELECT ${COLUMNS} FROM signing_authority`;

/**
 * Adds an authority, once for a key. A delegation has an office signed for, a document and an end; a head needs none, but two
 * heads of one agency never sign at the same time.
 */
export async function addSigningAuthority(engine: Pick<Engine, 'database'>, input: AuthorityInput, by: Actor, at: Instant, request: { readonly key: string; readonly hash: string }): Promise<AuthorityAddition> {
  return engine.database.transaction((tx) => enterAuthority(tx, input, by.subject, at, request));
}

/** The same in the caller's transaction. */
export async function enterAuthority(tx: Transaction, input: AuthorityInput, by: string, at: Instant, request: { readonly key: string; readonly hash: string }): Promise<AuthorityAddition> {
  // Whoever adds for an agency waits for whoever does at the same moment: neither would see the other's head.
  await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 1))', [input.agency]);
  const known = await tx.first<Row>(`${SELECT} WHERE added_by = $1 AND request_key = $2`, [by, request.key]);
  if (known !== undefined) {
    return known.request_hash === request.hash ? { kind: 'added', authority: entryOf(known) } : { kind: 'key-conflict' };
  }
  if ((await tx.first('SELECT 1 FROM agency WHERE code = $1', [input.agency])) === undefined) {
    return { kind: 'unknown-agency' };
  }
  const lacking = lackOf(input);
  if (lacking !== undefined) {
    return { kind: lacking };
  }
  const other = input.capacity === 'head' ? await overlappingHead(tx, input) : undefined;
  if (other !== undefined) {
    return { kind: 'head-overlaps', other };
  }
  const row = await tx.first<Row>(
    `INSERT INTO signing_authority (id, agency, subject, name, position, capacity, signed_for, collective, delegation_number, valid_from, valid_until, added_at, added_by, request_key, request_hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
     RETURNING ${COLUMNS}`,
    [
      randomUUID(), input.agency, input.subject, input.name, input.position, input.capacity, input.capacity === 'head' ? null : (input.signedFor ?? null), input.collective ?? null, input.delegationNumber ?? null,
      input.validFrom, input.validUntil ?? null, at, by, request.key, request.hash,
    ],
  );
  if (row === undefined) {
    throw new Error(`The signing authority of ${input.agency} was not written`);
  }
  return { kind: 'added', authority: entryOf(row) };
}

/** What ending one came to. */
export type AuthorityEnding = { readonly kind: 'ended'; readonly authority: AuthorityEntry } | { readonly kind: 'not-found' | 'already-ended' };

/** Ends an authority from now on, by whom and when; what was signed under it stands. The time is read once no signature under it is being written. */
export async function endSigningAuthority(engine: Pick<Engine, 'database'>, id: string, by: Actor, clock: Clock): Promise<AuthorityEnding> {
  return engine.database.transaction(async (tx): Promise<AuthorityEnding> => {
    const row = await tx.first<Row>(`${SELECT} WHERE id = $1 FOR UPDATE`, [id]);
    if (row === undefined) {
      return { kind: 'not-found' };
    }
    const at = clock.now();
    if (row.ended_at !== null) {
      return row.ended_by === by.subject ? { kind: 'ended', authority: entryOf(row) } : { kind: 'already-ended' };
    }
    await tx.run('UPDATE signing_authority SET ended_at = $2, ended_by = $3 WHERE id = $1', [id, at, by.subject]);
    return { kind: 'ended', authority: entryOf({ ...row, ended_at: at, ended_by: by.subject }) };
  });
}

/** The agency an authority is of; `undefined` when there is no such authority. */
export async function agencyOfAuthority(engine: Pick<Engine, 'database'>, id: string): Promise<string | undefined> {
  return (await engine.database.read.first<{ agency: string }>('SELECT agency FROM signing_authority WHERE id = $1', [id]))?.agency;
}

/** Authorities of an agency, or of all of a province, the newest first; `after` is the place of the last of the page before. */
export async function listSigningAuthorities(
  engine: Pick<Engine, 'database'>,
  { province, agency, after, limit }: { readonly province: string; readonly agency?: string; readonly after?: { readonly at: number; readonly key: string }; readonly limit: number },
): Promise<readonly AuthorityEntry[]> {
  const rows = await engine.database.read.rows<Row>(
    `${SELECT} WHERE ($1::text IS NULL OR agency = $1) AND ($2::bigint IS NULL OR (added_at, id) < ($2, $3::uuid))
       AND agency IN (SELECT code FROM agency WHERE data->>'province' = $5) ORDER BY added_at DESC, id DESC LIMIT $4`,
    [agency ?? null, after?.at ?? null, after?.key ?? null, limit, province],
  );
  return rows.map(entryOf);
}

function lackOf({ capacity, validFrom, validUntil, delegationNumber, signedFor }: AuthorityInput): 'period-missing' | 'period-inverted' | 'delegation-missing' | undefined {
  if (validUntil !== undefined && validUntil <= validFrom) {
    return 'period-inverted';
  }
  if (capacity === 'head') {
    return undefined;
  }
  return validUntil === undefined ? 'period-missing' : delegationNumber === undefined || signedFor === undefined ? 'delegation-missing' : undefined;
}

async function overlappingHead(tx: Transaction, { agency, validFrom, validUntil = Infinity }: AuthorityInput): Promise<AuthorityEntry | undefined> {
  const heads = (await tx.rows<Row>(`${SELECT} WHERE agency = $1 AND capacity = 'head' ORDER BY valid_from`, [agency])).map(entryOf);
  return heads.find((head) => {
    const until = Math.min(head.validUntil ?? Infinity, head.ended?.at ?? Infinity);
    return head.validFrom < until && head.validFrom < validUntil && validFrom < until;
  });
}

/** True when an authority may be signed under at an instant. */
export function isAuthorityInForce({ ended, ...authority }: AuthorityEntry, at: number): boolean {
  return isInForce({ ...authority, ...(ended === undefined ? {} : { endedAt: ended.at }) }, at);
}

function entryOf(row: Row): AuthorityEntry {
  return {
    id: row.id,
    agency: row.agency,
    subject: row.subject,
    name: row.name,
    position: row.position,
    capacity: row.capacity,
    ...(row.signed_for === null ? {} : { signedFor: row.signed_for }),
    ...(row.collective === null ? {} : { collective: row.collective }),
    ...(row.delegation_number === null ? {} : { delegationNumber: row.delegation_number }),
    validFrom: row.valid_from,
    ...(row.valid_until === null ? {} : { validUntil: row.valid_until }),
    addedAt: row.added_at,
    addedBy: row.added_by,
    ...(row.ended_at === null || row.ended_by === null ? {} : { ended: { at: row.ended_at, by: row.ended_by } }),
  };
}
