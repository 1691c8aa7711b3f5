import type { ClockRule } from '../deadline-case/clock-rule.js';
import type { TimeLimit } from '../deadline/time-limit.js';
import type { LegalBasis } from '../procedure/procedure.js';
import type { AnnouncementFacts, ItemChange } from './announcement.js';
import { LOCAL_PLACES, type LocalPlace, type PostedItem, type PostingPlace, type PublicationSettings } from './publication-settings.js';

/** One place a publication has to reach. */
export interface PostingRule {
  readonly place: PostingPlace;
  readonly from: 'decision' | 'database-posting';
  /** Who posts there, where it is not the publication's owner. */
  readonly agency?: string;
  readonly rule: ClockRule;
}

const LAWS: Readonly<Record<PostingPlace, LegalBasis>> = {
  'national-database': { document: '63/2010/NĐ-CP', article: '24' },
  counter: { document: '63/2010/NĐ-CP', article: '17' },
  website: { document: '63/2010/NĐ-CP', article: '17' },
  portal: { document: '63/2010/NĐ-CP', article: '17' },
  'internal-process': { document: '01/2018/TT-VPCP', article: '8' },
};

const POSTED_ITEM_LAW: LegalBasis = { document: '02/2017/TT-VPCP' };

/**
 * Working days from the signing of the decision to its posting on the national database: 5 for a province, 10 for a ministry, 2 for
 * a text of the shortened procedure, whoever issued it (NĐ 63/2010 Art. 24 as amended by NĐ 92/2017).
 */
export function databaseLimit({ issuer, fastTrack }: Pick<AnnouncementFacts, 'issuer' | 'fastTrack'>): TimeLimit {
  const days = issuer.level === 'ministry' ? 10 : 5;
  return { unit: 'working-days', amount: fastTrack === undefined ? days : 2 };
}

/**
 * Everywhere an item has to be posted, or taken down where it is repealed; a repealed procedure has no internal process to
 * publish. Days end at 24:00 and the day they count from is not counted (Civil Code 2015 Art. 147, 148).
 */
export function postingRules(facts: Pick<AnnouncementFacts, 'issuer' | 'fastTrack'>, change: ItemChange, settings: PublicationSettings): readonly PostingRule[] {
  const local = LOCAL_PLACES.filter((place) => change !== 'repealed' || settings.repealPlaces.includes(place));
  return [{ place: 'national-database', from: 'decision', rule: clockRule('national-database', databaseLimit(facts), LAWS['national-database'], settings) }, ...local.map((place) => localRule(place, settings))];
}

function localRule(place: LocalPlace, settings: PublicationSettings): PostingRule {
  const { limit, from, agency } = settings.places[place];
  return { place, from, ...(agency === undefined ? {} : { agency }), rule: clockRule(place, limit, LAWS[place], settings) };
}

/** The clock of a hotline or of feedback rules, from the day they are set or changed. */
export function postedItemRule(item: PostedItem, settings: PublicationSettings): ClockRule {
  return clockRule(item, settings.postedItemLimit, POSTED_ITEM_LAW, settings);
}

function clockRule(clock: string, limit: TimeLimit, law: LegalBasis, { warn, escalations }: PublicationSettings): ClockRule {
  return { clock, term: { limit, end: 'midnight' }, warn, escalations, law };
}
