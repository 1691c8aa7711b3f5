import type { Instant } from '#domain';
import { computeRate, type FigureChange, getRate, NO_FIGURES, type PeriodFigures, RATE_NAMES, type RateName, type RateValue, sumOfChanges } from '#domain/figures';
import { RATE_WORDS } from '#vi';
import type { Engine } from '../engine.js';
import { readFigure } from '../figures/read-figure.js';
import { type LateEventKey, type LateEventPage, readLateEvents } from './late-events.js';
import { findPublished, publishedAtOf, type PublishedFigure, publishedOf, type PublishedRate, type PublishedRow, SELECT_PUBLISHED, windowOf } from './published-row.js';

/** A published rate beside the same rate now. `now` is absent for a rate the catalogue no longer has. */
export interface ComparedRate {
  readonly rate: string;
  readonly formula: string;
  /** As published; of what was published without it, today's words while the formula is still the same, else absent. */
  readonly formulaVi?: string;
  readonly published: RateValue;
  readonly now?: RateValue;
}

/** A publication beside the figures of the same scope and period now. */
export interface ComparedPublication {
  readonly figure: PublishedFigure;
  readonly at: Instant;
  readonly rates: readonly ComparedRate[];
  /** What every count came to by now, less what was published; the changes of the late events add up to it. */
  readonly difference: FigureChange;
}

/** A publication with what its figures are now; `undefined` when there is none of this id. Two statements whatever the size of the ledger. */
export async function comparePublished(engine: Pick<Engine, 'database'>, id: string, at: Instant): Promise<ComparedPublication | undefined> {
  const figure = await findPublished(engine.database.read, id);
  if (figure === undefined) {
    return undefined;
  }
  const now = await readFigure(engine.database, { scope: figure.scope, period: { kind: 'range', ...figure.days }, rates: 'all', at });
  const counts: PeriodFigures = { ...NO_FIGURES, ...now.figures[0]?.counts };
  return { figure, at, rates: inOrder(Object.entries(figure.rates)).map(([name, published]) => comparedRate(name, published, counts)), difference: differenceOf(figure.counts, counts) };
}

/** In the order of the catalogue, those it no longer has at the end. */
function inOrder<T>(rates: readonly (readonly [string, T])[]): readonly (readonly [string, T])[] {
  const placeOf = (name: string): number => RATE_NAMES.findIndex((known) => known === name);
  return rates.toSorted(([a], [b]) => (placeOf(a) === -1 ? RATE_NAMES.length : placeOf(a)) - (placeOf(b) === -1 ? RATE_NAMES.length : placeOf(b)));
}

function comparedRate(rate: string, { formula, formulaVi: frozen, ...published }: PublishedRate, counts: PeriodFigures): ComparedRate {
  const known = RATE_NAMES.find((name): name is RateName => name === rate);
  const formulaVi = frozen ?? (known !== undefined && getRate(known).formula === formula ? RATE_WORDS[known].formula : undefined);
  return { rate, formula, ...(formulaVi === undefined ? {} : { formulaVi }), published, ...(known === undefined ? {} : { now: computeRate(getRate(known), counts) }) };
}

function differenceOf(published: PeriodFigures, now: PeriodFigures): FigureChange {
  const names = Object.keys(published) as (keyof PeriodFigures)[];
  return sumOfChanges([Object.fromEntries(names.map((name) => [name, now[name] - published[name]]))]);
}

/** A page of the events behind a publication's seal that change its figures; `undefined` when there is no such publication. */
export async function listLateEvents(engine: Pick<Engine, 'database'>, id: string, page: { readonly limit: number; readonly after?: LateEventKey }): Promise<LateEventPage | undefined> {
  const { read } = engine.database;
  const figure = await findPublished(read, id);
  const seal = figure && (await read.first<{ until: string }>('SELECT until_xact::text AS until FROM ledger_seal WHERE number = $1', [figure.seal.number]));
  return figure === undefined || seal === undefined ? undefined : readLateEvents(read, windowOf(figure.scope, figure.days), seal.until, page);
}

/** Which publications are listed: of a province, or of some agencies in it. */
export interface PublishedListing {
  readonly province: string;
  /** Absent: of the whole province too. */
  readonly agencies?: readonly string[];
  readonly limit: number;
  readonly before?: { readonly at: number; readonly id: string };
}

/** Publications, the newest first. */
export async function listPublished(engine: Pick<Engine, 'database'>, { province, agencies, limit, before }: PublishedListing): Promise<readonly PublishedFigure[]> {
  const rows = await engine.database.read.rows<PublishedRow>(
    `${SELECT_PUBLISHED} WHERE p.province = $1 AND ($2::text[] IS NULL OR p.agency = ANY($2::text[])) AND ($3::bigint IS NULL OR (p.published_at, p.id) < ($3::bigint, $4::uuid))
     ORDER BY p.published_at DESC, p.id DESC LIMIT $5`,
    [province, agencies ?? null, before?.at ?? null, before?.id ?? null, limit],
  );
  return rows.map(publishedOf);
}

/** Key of a publication in a list. */
export function listKeyOf(figure: PublishedFigure): { readonly at: number; readonly key: string } {
  return { at: publishedAtOf(figure), key: figure.id };
}
