import { type DossierState, formatLocalDate, type PublicationFacts } from '#domain';
import { type BesideDossier, type DaySpan, postingsOf, qualityFacts, type QualityFacts, workRunsOf } from '#domain/figures';
import type { Engine } from '../engine.js';
import { readPublicationFacts } from '../publication/publication-facts.js';
import { complaintsAbout, FOLDED_AT_ONCE, type FinishedOf, type FinishedPlace, pageOfFinished } from './finished-dossiers.js';

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
 * Goes through the dossiers finished within the days, in order, and gives the facts of each that counts: three statements for every
 * `FOLDED_AT_ONCE` of them and no more than these in memory. A run that was taken from an officer is not theirs, and a dossier without another is left out.
 */
export async function* readQualityFacts(engine: Pick<Engine, 'database' | 'rules'>, of: FinishedOf, days: DaySpan, published: PublicationFacts, from?: FinishedPlace): AsyncGenerator<PlacedFacts> {
  const { read } = engine.database;
  const postingOf = postingsOf(published.announced);
  const agencies = await engine.rules.agencies(read);
  const besideOf = ({ procedure, receivingAgency }: DossierState, complaints: number, at: number): BesideDossier => ({
    complaints,
    posting: postingOf(procedure.code, at),
    hasDesk: agencies.get(receivingAgency)?.desk ?? false,
  });
  let after = from;
  for (;;) {
    const page = await pageOfFinished(read, of, days, after);
    const complaints = page.length === 0 ? new Map<string, number>() : await complaintsAbout(read, page.map(({ id }) => id));
    for (const { id, leftAt, events } of page) {
      const worked = workRunsOf(events);
      const isTheirs = 'agency' in of || worked.runs.some(({ officer }) => officer === of.officer);
      const facts = isTheirs ? qualityFacts(worked, besideOf(worked.state, complaints.get(id) ?? 0, leftAt)) : undefined;
      if (facts !== undefined) {
        yield { place: { at: leftAt, id }, facts };
      }
    }
    const last = page.at(-1);
    if (last === undefined || page.length < FOLDED_AT_ONCE) {
      return;
    }
    after = { at: last.leftAt, id: last.id };
  }
}
