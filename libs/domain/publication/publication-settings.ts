import type { TimeLimit } from '../deadline/time-limit.js';
import { filledText, listOf, oneOf, type Reader, shapeOf } from '../procedure/json-shape.js';
import { limit, limitAboveNought as term } from '../procedure/parse-limit.js';

/** Places of a posting beside the national database: their terms are the installation's own. */
export const LOCAL_PLACES = ['counter', 'website', 'portal', 'internal-process'] as const;
export type LocalPlace = (typeof LOCAL_PLACES)[number];

/** Where and as what a procedure is posted; each is a clock of its publication. */
export const POSTING_PLACES = ['national-database', ...LOCAL_PLACES] as const;
export type PostingPlace = (typeof POSTING_PLACES)[number];

/** What an agency keeps posted beside its procedures: whom to call, and how feedback is taken (NĐ 63/2010 Art. 17, TT 02/2017). */
export const POSTED_ITEMS = ['hotline', 'feedback-rules'] as const;
export type PostedItem = (typeof POSTED_ITEMS)[number];

/** The term of one place. */
export interface PlaceSettings {
  readonly limit: TimeLimit;
  /** Whether it runs from the decision or from the day of the posting on the national database. */
  readonly from: 'decision' | 'database-posting';
  /** Who posts there, where it is not the publication's owner. */
  readonly agency?: string;
}

/** How an installation publishes. The terms of the national database are law and stand in `posting-rules`. */
export interface PublicationSettings {
  /** Who owns publications: an agency code; the issuer, or the province where the issuer is no agency of the catalogue, when absent. */
  readonly owner?: string;
  readonly places: Readonly<Record<LocalPlace, PlaceSettings>>;
  /** From where else than the national database a repealed procedure is taken down. */
  readonly repealPlaces: readonly LocalPlace[];
  /** Term for posting a hotline or feedback rules from the day they are set or changed. */
  readonly postedItemLimit: TimeLimit;
  /** How long before the end of a clock its owner is warned. */
  readonly warn: TimeLimit;
  /** How long after its end each further level is told, from the nearest to the highest. */
  readonly escalations: readonly TimeLimit[];
}

const FIVE_DAYS: TimeLimit = { unit: 'working-days', amount: 5 };

/**
 * What an installation starts with. No source limits the counter, website, portal and internal process for every province: five
 * working days, as the law gives the database, is a choice to be reviewed (Hà Tĩnh QĐ 2873/2025: three).
 */
export const DEFAULT_PUBLICATION: PublicationSettings = {
  places: {
    counter: { limit: FIVE_DAYS, from: 'decision' },
    website: { limit: FIVE_DAYS, from: 'decision' },
    portal: { limit: FIVE_DAYS, from: 'decision' },
    'internal-process': { limit: FIVE_DAYS, from: 'decision' },
  },
  repealPlaces: ['counter', 'website'],
  postedItemLimit: FIVE_DAYS,
  warn: { unit: 'working-days', amount: 1 },
  escalations: [{ unit: 'working-days', amount: 1 }, { unit: 'working-days', amount: 3 }],
};

const place = shapeOf<PlaceSettings>({ limit: term, from: oneOf(['decision', 'database-posting']) }, { agency: filledText });
const places = shapeOf<PublicationSettings['places']>({ counter: place, website: place, portal: place, 'internal-process': place }, {});
const repealPlaces: Reader<readonly LocalPlace[]> = listOf(oneOf(['counter', 'website', 'portal']));

/** The `publication` key of the settings of a catalogue; everything that is no owner is given. */
export const readPublicationSettings: Reader<PublicationSettings> = shapeOf<PublicationSettings>(
  { places, repealPlaces, postedItemLimit: term, warn: limit, escalations: listOf(term) },
  { owner: filledText },
);
