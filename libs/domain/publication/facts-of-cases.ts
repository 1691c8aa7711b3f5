import { type CaseState, lastRound } from '../deadline-case/case-state.js';
import type { AnnouncedFact, PlaceFact } from './publication-facts.js';
import type { PostingPlace } from './publication-settings.js';

/** What figures are told from, of an item's publication and its announcement as their ledgers make them; `undefined` where the corrected decision names it no more. */
export function announcedFact(publication: CaseState, announcement: CaseState): AnnouncedFact | undefined {
  const item = publication.own.kind === 'publication' ? publication.own.item : undefined;
  const decision = announcement.own.kind === 'publication' ? announcement.own.announcement : undefined;
  if (item === undefined || decision === undefined || publication.outcome === 'withdrawn') {
    return undefined;
  }
  const { issuer, signedOn, leads } = decision;
  return {
    publication: publication.code,
    announcement: announcement.code,
    level: issuer.level,
    signedOn,
    leads: { decree: leads.decree.outcome, index: leads.index.outcome },
    ...item.subject,
    places: item.rules.map(({ place }) => placeFact(publication, place)),
  };
}

/** A place as the last round of its clock has it. */
function placeFact(state: CaseState, place: PostingPlace): PlaceFact {
  const last = lastRound(state, place);
  return {
    place,
    ...(last === undefined ? {} : { dueAt: last.dueAt }),
    ...(last?.stopped?.outcome === 'done' ? { clickedAt: last.stopped.at } : {}),
  };
}
