import type { AnnouncedFact } from '../publication/publication-facts.js';
import type { PostingPlace } from '../publication/publication-settings.js';
import type { Posting } from './quality-facts.js';

const ELECTRONIC: readonly PostingPlace[] = ['national-database', 'website', 'portal'];

/** Answers where a procedure stood posted at a moment: at the counter, and in any electronic place. What was clicked by then counts. */
export function postingsOf(announced: readonly AnnouncedFact[]): (procedure: string, asOf: number) => Posting {
  const byProcedure = Map.groupBy(announced.filter(({ kind, change }) => kind === 'procedure' && change !== 'repealed'), ({ code }) => code);
  return (procedure, asOf) => {
    const clicked = new Set((byProcedure.get(procedure) ?? []).flatMap(({ places }) => places.flatMap(({ place, clickedAt }) => (clickedAt !== undefined && clickedAt <= asOf ? [place] : []))));
    return { posted: clicked.has('counter'), electronic: ELECTRONIC.some((place) => clicked.has(place)) };
  };
}
