import { formatLocalDate, type PublicationFacts } from '#domain';
import { type DaySpan, type OwnFacts, postingsOf, qualityFacts, type QualityFacts } from '#domain/figures';
import type { Statements } from '#persistence';
import type { Engine } from '../engine.js';
import { readPublicationFacts } from '../publication/publication-facts.js';
import { complaintsAbout, type FinishedDossier, type FinishedOf, type FinishedPlace, pageOfFinished, READ_AT_ONCE } from './finished-dossiers.js';
import { tellFacts } from './kept-facts.js';

/** Facts of a finished dossier with its place in their order. */
export interface PlacedFacts {
  readonly place: FinishedPlace;
  readonly facts: QualityFacts;
}

/** What was published in a province by the end of the days. */
export function publishedUntil(engine: Pick<Engine, 'database' | 'rules'>, province: string, { last }: DaySpan, agency?: string): Promise<PublicationFacts> {
  return readPublicationFacts(engine, { province, last: formatLocalDate(last), ...(agency === undefined ? {} : { agency }) });
}

/**
 * Goes through the dossiers finished within the days, in order, and gives the facts of each that counts, from what is kept of them: two statements for
 * every `READ_AT_ONCE` and no more than these in memory. Only a ledger that has grown since, or that nobody came to yet, is folded, once.
 * A run that was taken from an officer is not theirs, and a dossier without another is left out.
 */
export async function* readQualityFacts(engine: Pick<Engine, 'database' | 'rules'>, of: FinishedOf, days: DaySpan, published: PublicationFacts, from?: FinishedPlace): AsyncGenerator<PlacedFacts> {
  const { read } = engine.database;
  const postingOf = postingsOf(published.announced);
  const agencies = await engine.rules.agencies(read);
  let after = from;
  for (;;) {
    const page = await pageOfFinished(read, of, days, after);
    const told = await factsOf(read, page.filter(({ kept }) => !kept));
    const complaints = page.length === 0 ? new Map<string, number>() : await complaintsAbout(read, page.map(({ id }) => id));
    for (const { id, left_at: leftAt, receiving_agency: desk, facts } of page) {
      const own = facts ?? told.get(id) ?? undefined;
      if (own !== undefined && ('agency' in of || own.runs.some(({ officer }) => officer === of.officer))) {
        const beside = { complaints: complaints.get(id) ?? 0, posting: postingOf(own.procedure, leftAt), hasDesk: agencies.get(desk)?.desk ?? false };
        yield { place: { at: leftAt, id }, facts: qualityFacts(own, beside) };
      }
    }
    const last = page.at(-1);
    if (last === undefined || page.length < READ_AT_ONCE) {
      return;
    }
    after = { at: last.left_at, id: last.id };
  }
}

/** Facts nobody kept yet. A ledger that cannot be read is an error here: a score without it would be another score. */
async function factsOf(read: Pick<Statements, 'rows' | 'run'>, dossiers: readonly FinishedDossier[]): Promise<ReadonlyMap<string, OwnFacts | null>> {
  const { facts, broken: [first] } = await tellFacts(read, dossiers);
  if (first !== undefined) {
    throw new Error(`The ledger of dossier ${first.id} cannot be read`, { cause: first.error });
  }
  return facts;
}
