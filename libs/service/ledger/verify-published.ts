import { type DossierState, eventOfRow, foldEvent, type Sha256 } from '#domain';
import { type FigureChange, figureChange, getRate, computeRate, MEASURES, type PeriodFigures, RATE_NAMES, type RateName, sumOfChanges } from '#domain/figures';
import type { Transaction } from '#persistence';
import { chainedRowOf, type EventRow, SELECTED_EVENT } from '../event-rows.js';
import type { FigureRecount } from '../figures/figure-recount.js';
import { wantedCounts } from '../figures/wanted-counts.js';
import { columnBeside, genesisPublicationHash, hashPublication, publishedAtOf, type PublishedFigure, publishedOf, type PublishedRow, SELECT_PUBLISHED, windowOf } from '../published-figures/published-row.js';
import { FIRST_ID } from '../first-id.js';
import type { LedgerFault } from './fault.js';

interface SealedPublication extends PublishedFigure {
  readonly text: string;
  readonly row: PublishedRow;
  /** Of the seal it names, as it stands; absent when there is none of that number. */
  readonly sealHash?: string;
  readonly untilXact?: string;
}

/** What checking the publications came to. */
type PublishedVerdict = { readonly published: number } | { readonly fault: LedgerFault };

const EVENTS_AT_ONCE = 5_000;

/**
 * Checks the published figures: their texts against their hashes, the chain of their editions, the seals they name, the reopening of what
 * was published again, and every count and rate against the events under the seal: the recount of the whole ledger, less
 * what the events behind the seal changed. Call it once chains, rows and figures are known to be sound; one pass over the dossiers
 * touched since the oldest of these seals, in bounded memory, whatever the number of publications.
 */
export async function verifyPublished(tx: Pick<Transaction, 'rows'>, recount: FigureRecount, sha256: Sha256): Promise<PublishedVerdict> {
  const published = await readPublished(tx);
  const editions = new Map<string, SealedPublication>();
  for (const figure of published) {
    const detail = formFault(figure, editions.get(keyOf(figure)), sha256);
    if (detail !== undefined) {
      return { fault: faultOf(figure, detail) };
    }
    editions.set(keyOf(figure), figure);
  }
  const later = await changesBehindSeals(tx, published);
  for (const [index, figure] of published.entries()) {
    const detail = countFault(figure, await recountOf(recount, figure), later[index] ?? {}) ?? rateFault(figure);
    if (detail !== undefined) {
      return { fault: faultOf(figure, detail) };
    }
  }
  return { published: published.length };
}

async function readPublished(tx: Pick<Transaction, 'rows'>): Promise<readonly SealedPublication[]> {
  const rows = await tx.rows<PublishedRow & { readonly seal_hash: string | null; readonly until: string | null }>(
    `SELECT row.*, s.hash AS seal_hash, s.until_xact::text AS until
     FROM (${SELECT_PUBLISHED}) AS row JOIN published_figure p USING (id) LEFT JOIN ledger_seal s ON s.number = p.seal_number
     ORDER BY p.province COLLATE "C", p.agency COLLATE "C", p.procedure_code COLLATE "C", p.field_code COLLATE "C", p.channel COLLATE "C", p.first_day, p.last_day, p.edition`,
  );
  return rows.map((row) => ({ ...publishedOf(row), text: row.document, row, ...(row.seal_hash === null || row.until === null ? {} : { sealHash: row.seal_hash, untilXact: row.until }) }));
}

function keyOf({ scope, days }: PublishedFigure): string {
  const { province, agency = '', procedure = '', field = '', channel = '' } = scope;
  return [province, agency, procedure, field, channel, days.first, days.last].join('\0');
}

function faultOf({ id, period, edition }: PublishedFigure, detail: string): LedgerFault {
  return { kind: 'published-figure', detail: `edition ${String(edition)} of the figures of ${period.first} to ${period.last} (${id}) ${detail}` };
}

function formFault(figure: SealedPublication, before: SealedPublication | undefined, sha256: Sha256): string | undefined {
  if (hashPublication(figure.prevHash, figure.text, sha256) !== figure.hash) {
    return 'does not give its hash: it was changed after it was published';
  }
  const column = columnBeside(figure, figure.row);
  if (column !== undefined) {
    return `says otherwise than the column ${column} of its row, ${JSON.stringify(figure.row[column as keyof PublishedRow])}`;
  }
  if (figure.edition !== (before?.edition ?? 0) + 1 || figure.prevHash !== (before?.hash ?? genesisPublicationHash(sha256))) {
    return 'does not attach to the edition before it';
  }
  if (figure.sealHash !== figure.seal.hash) {
    return `names seal ${String(figure.seal.number)} with the hash ${figure.seal.hash}, but the seals have ${figure.sealHash ?? 'none of this number'}`;
  }
  return before === undefined || isReopened(before, figure)
    ? undefined
    : 'was published again without the two persons it names having reopened the period';
}

/** By two persons, the very ones the later edition names, and when it says. */
function isReopened({ reopening }: PublishedFigure, { reopened }: PublishedFigure): boolean {
  const { requestedBy, requestedAt, confirmed } = reopening ?? {};
  return (
    reopened !== undefined && confirmed !== undefined && confirmed.by !== requestedBy &&
    requestedBy === reopened.requestedBy && requestedAt === reopened.requestedAt && confirmed.by === reopened.confirmedBy && confirmed.at === reopened.confirmedAt
  );
}

async function recountOf(recount: FigureRecount, figure: SealedPublication): Promise<Partial<PeriodFigures>> {
  const at = publishedAtOf(figure);
  const [group] = await recount.figures({ scope: figure.scope, period: { kind: 'range', ...figure.days }, rates: 'all', at }, figure.days, wantedCounts([], undefined));
  return group ?? {};
}

function countFault(figure: SealedPublication, now: Partial<PeriodFigures>, later: FigureChange): string | undefined {
  // Counts that came into the catalogue after it was published are not in it.
  const names = ([...MEASURES, 'carriedOver'] as const).filter((name) => name in figure.counts);
  const wrong = names.find((name) => figure.counts[name] !== (now[name] ?? 0) - (later[name] ?? 0));
  return wrong && `says ${wrong} = ${String(figure.counts[wrong])}, but the events up to seal ${String(figure.seal.number)} give ${String((now[wrong] ?? 0) - (later[wrong] ?? 0))}`;
}

/** A rate whose formula changed since was another one: only those that still say the same are divided again. */
function rateFault(figure: SealedPublication): string | undefined {
  const wrong = RATE_NAMES.find((name) => isWrong(figure, name));
  return wrong && `says ${wrong} = ${String(figure.rates[wrong]?.n)} / ${String(figure.rates[wrong]?.d)}, which is not what its counts give`;
}

function isWrong({ rates, counts }: SealedPublication, name: RateName): boolean {
  const stated = rates[name];
  const rate = getRate(name);
  if (stated === undefined || stated.formula !== rate.formula) {
    return false;
  }
  const { n, d, value } = computeRate(rate, counts);
  return n !== stated.n || d !== stated.d || value !== stated.value;
}

/** What the events behind the seal of each publication changed in it, by one pass over the dossiers they touched. */
async function changesBehindSeals(tx: Pick<Transaction, 'rows'>, published: readonly SealedPublication[]): Promise<readonly FigureChange[]> {
  const windows = published.map((figure) => ({ window: windowOf(figure.scope, figure.days), until: BigInt(figure.untilXact ?? 0) }));
  const oldest = windows.reduce<bigint | undefined>((least, { until }) => (least === undefined || until < least ? until : least), undefined);
  const sums: FigureChange[] = published.map(() => ({}));
  if (oldest === undefined) {
    return sums;
  }
  let last = { dossier: FIRST_ID, seq: 0 };
  let state: DossierState | undefined;
  for (;;) {
    const rows = await readTouched(tx, oldest, last);
    for (const row of rows) {
      const before = last.dossier === row.dossier_id ? state : undefined;
      const event = eventOfRow(chainedRowOf(row));
      const after = foldEvent(before, event);
      const xact = BigInt(row.xact);
      for (const [index, { window, until }] of xact < oldest ? [] : windows.entries()) {
        const change = xact < until ? {} : figureChange(before, event, after, window);
        if (Object.keys(change).length > 0) {
          sums[index] = sumOfChanges([sums[index] ?? {}, change]);
        }
      }
      [state, last] = [after, { dossier: row.dossier_id, seq: row.seq }];
    }
    if (rows.length < EVENTS_AT_ONCE) {
      return sums;
    }
  }
}

async function readTouched(tx: Pick<Transaction, 'rows'>, oldest: bigint, after: { readonly dossier: string; readonly seq: number }): Promise<readonly (EventRow & { readonly xact: string })[]> {
  return tx.rows(
    `SELECT ${SELECTED_EVENT}, e.xact_id::text AS xact FROM dossier_event e
     WHERE (e.dossier_id, e.seq) > ($1::uuid, $2::integer) AND e.dossier_id IN (SELECT dossier_id FROM dossier_event WHERE xact_id >= $3::xid8)
     ORDER BY e.dossier_id, e.seq LIMIT ${String(EVENTS_AT_ONCE)}`,
    [after.dossier, after.seq, String(oldest)],
  );
}
