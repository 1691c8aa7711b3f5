import { type Actor, canonicalJson, formatLocalDate, instant, type Instant, localDate, parseLocalDate, type Sha256 } from '#domain';
import type { DaySpan, FigureWindow, Period, PeriodFigures, RateName, RateValue } from '#domain/figures';
import type { Statements, Transaction } from '#persistence';
import { endOf } from '../figures/dossier-conditions.js';
import type { FigureScope } from '../figures/scope.js';

/** Whose figures are published: a province, narrowed to an agency, procedure, field or channel. Officers' figures are never published. */
export type PublishedScope = Omit<FigureScope, 'officer'>;

/** A rate as published, with the formula it was published under. */
export interface PublishedRate extends RateValue {
  readonly formula: string;
  /** The same in Vietnamese; absent in what was published before it was kept. */
  readonly formulaVi?: string;
}

/** What a publication says, as it is hashed. Days are texts, instants epoch milliseconds. */
export interface PublicationDocument {
  readonly v: 1;
  readonly id: string;
  readonly edition: number;
  readonly scope: PublishedScope;
  readonly period: { readonly kind: Period['kind']; readonly first: string; readonly last: string };
  /** The ledger up to which everything is counted. */
  readonly seal: { readonly number: number; readonly hash: string };
  readonly counts: PeriodFigures;
  readonly rates: Readonly<Partial<Record<RateName, PublishedRate>>>;
  readonly publishedAt: number;
  readonly by: Actor;
  /** Of a later edition: who asked for the period to be opened again, and who agreed. */
  readonly reopened?: { readonly requestedBy: string; readonly requestedAt: number; readonly confirmedBy: string; readonly confirmedAt: number };
}

/** A published period being opened again: asked for by one person, done once a second one agrees. */
export interface Reopening {
  readonly reason: string;
  readonly requestedBy: string;
  readonly requestedAt: number;
  readonly confirmed?: { readonly by: string; readonly at: number };
}

/** A publication with its place in the chain of its editions. */
export interface PublishedFigure extends PublicationDocument {
  readonly days: DaySpan;
  readonly prevHash: string;
  readonly hash: string;
  readonly reopening?: Reopening;
}

/** A row of `published_figure` joined with its reopening; `document` as its stored text, which is what was hashed. */
export interface PublishedRow {
  readonly id: string;
  readonly province: string;
  readonly agency: string;
  readonly procedure_code: string;
  readonly field_code: string;
  readonly channel: string;
  readonly first_day: number;
  readonly last_day: number;
  readonly edition: number;
  readonly seal_number: number;
  readonly published_by: string;
  readonly published_at: number;
  readonly document: string;
  readonly prev_hash: string;
  readonly hash: string;
  readonly reason: string | null;
  readonly requested_by: string | null;
  readonly requested_at: number | null;
  readonly confirmed_by: string | null;
  readonly confirmed_at: number | null;
}

/** SQL: selects `PublishedRow`s as `p`. */
export const SELECT_PUBLISHED = `SELECT p.id, p.province, p.agency, p.procedure_code, p.field_code, p.channel, p.first_day, p.last_day, p.edition, p.seal_number, p.published_by, p.published_at, p.document::text AS document, p.prev_hash, p.hash,
    r.reason, r.requested_by, r.requested_at, r.confirmed_by, r.confirmed_at
  FROM published_figure p LEFT JOIN figure_reopening r ON r.published_id = p.id`;

/** A publication as stored. */
export function publishedOf(row: PublishedRow): PublishedFigure {
  const reopening = reopeningOf(row);
  return {
    ...(JSON.parse(row.document) as PublicationDocument),
    days: { first: localDate(row.first_day), last: localDate(row.last_day) },
    prevHash: row.prev_hash,
    hash: row.hash,
    ...(reopening === undefined ? {} : { reopening }),
  };
}

function reopeningOf({ reason, requested_by: requestedBy, requested_at: requestedAt, confirmed_by: by, confirmed_at: at }: PublishedRow): Reopening | undefined {
  if (reason === null || requestedBy === null || requestedAt === null) {
    return undefined;
  }
  return { reason, requestedBy, requestedAt, ...(by === null || at === null ? {} : { confirmed: { by, at } }) };
}

/** A publication by its id. */
export async function findPublished(on: Pick<Statements, 'first'>, id: string): Promise<PublishedFigure | undefined> {
  const row = await on.first<PublishedRow>(`${SELECT_PUBLISHED} WHERE p.id = $1`, [id]);
  return row && publishedOf(row);
}

/** The last edition of a scope and period. */
export async function findLastEdition(on: Pick<Statements, 'first'>, scope: PublishedScope, { first, last }: DaySpan): Promise<PublishedFigure | undefined> {
  const row = await on.first<PublishedRow>(
    `${SELECT_PUBLISHED} WHERE (p.province, p.agency, p.procedure_code, p.field_code, p.channel) = ($1, $2, $3, $4, $5) AND p.first_day = $6 AND p.last_day = $7 ORDER BY p.edition DESC LIMIT 1`,
    [...scopeColumns(scope), first, last],
  );
  return row && publishedOf(row);
}

/** What the first edition of every scope and period is chained to. */
export function genesisPublicationHash(sha256: Sha256): string {
  return sha256('published-figure');
}

/** Hash of a publication: SHA-256(hash of the edition before ‖ canonical JSON of the document). */
export function hashPublication(prevHash: string, document: string, sha256: Sha256): string {
  return sha256(prevHash + document);
}

/** Writes a publication; the trigger of its table refuses a later edition whose predecessor two persons did not reopen. */
export async function insertPublished(tx: Pick<Transaction, 'run'>, document: PublicationDocument, days: DaySpan, prevHash: string, sha256: Sha256): Promise<PublishedFigure> {
  const text = canonicalJson(document);
  const hash = hashPublication(prevHash, text, sha256);
  await tx.run(
    `INSERT INTO published_figure (id, province, agency, procedure_code, field_code, channel, first_day, last_day, edition, seal_number, document, prev_hash, hash, published_by, published_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::json, $12, $13, $14, $15)`,
    [document.id, ...scopeColumns(document.scope), days.first, days.last, document.edition, document.seal.number, text, prevHash, hash, document.by.subject, document.publishedAt],
  );
  return { ...document, days, prevHash, hash };
}

/** The window a publication's figures are told of. Its period is over, so lateness is judged at the period's end. */
export function windowOf(scope: PublishedScope, days: DaySpan): FigureWindow {
  return { scope, days, lateBefore: endOf(days) };
}

/** The days of a period as the document names them. */
export function namedDays(kind: Period['kind'], { first, last }: DaySpan): PublicationDocument['period'] {
  return { kind, first: formatLocalDate(first), last: formatLocalDate(last) };
}

/** When it was published, as an instant. */
export function publishedAtOf({ publishedAt }: PublicationDocument): Instant {
  return instant(publishedAt);
}

/** The first column of a row that is not what its document says: found by, listed by or chained by what nobody published. */
export function columnBeside({ id, scope, period, edition, seal, by, publishedAt }: PublicationDocument, row: PublishedRow): string | undefined {
  const [province, agency, procedure, field, channel] = scopeColumns(scope);
  const said = {
    id, province, agency, procedure_code: procedure, field_code: field, channel,
    first_day: parseLocalDate(period.first), last_day: parseLocalDate(period.last), edition, seal_number: seal.number, published_by: by.subject, published_at: publishedAt,
  } as const;
  return (Object.keys(said) as (keyof typeof said)[]).find((column) => said[column] !== row[column]);
}

function scopeColumns({ province, agency = '', procedure = '', field = '', channel = '' }: PublishedScope): readonly string[] {
  return [province, agency, procedure, field, channel];
}
