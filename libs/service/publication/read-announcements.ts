import { type AnnouncedItem, type CaseState, type Instant, type IssuerLevel, type LeadOutcome, type PlaceFact, placeStanding, type PlaceStanding, type PostingPlace } from '#domain';
import { readCaseState } from '../cases/case-rows.js';
import type { Engine } from '../engine.js';
import { missingPartsOf } from './catalogue-subjects.js';

/** A decision as a list shows it. */
export interface AnnouncementLine {
  readonly id: string;
  readonly code: string;
  readonly agency: string;
  readonly number: string;
  readonly issuer: string;
  readonly level: IssuerLevel;
  readonly signedOn: string;
  readonly effectiveOn: string;
  readonly fastTrack: boolean;
  readonly leadDecree: LeadOutcome;
  readonly leadIndex: LeadOutcome;
  readonly items: number;
  /** Items posted in every place. */
  readonly posted: number;
}

/** Which decisions are listed: of a province, of one level, where the page begins. */
export interface AnnouncementsRequest {
  readonly province: string;
  readonly level?: IssuerLevel;
  readonly after?: { readonly signedOn: string; readonly id: string };
  readonly limit: number;
}

/** Decisions, the last signed first. */
export async function listAnnouncements(engine: Pick<Engine, 'database'>, { province, level, after, limit }: AnnouncementsRequest): Promise<readonly AnnouncementLine[]> {
  return engine.database.read.rows<AnnouncementLine>(
    `SELECT c.id, c.code, c.agency, a.number, a.issuer, a.level, a.signed_on AS "signedOn", a.effective_on AS "effectiveOn", a.fast_track AS "fastTrack",
       a.lead_decree AS "leadDecree", a.lead_index AS "leadIndex", count(i.case_id)::integer AS items, (count(*) FILTER (WHERE p.outcome IN ('posted', 'taken-down')))::integer AS posted
     FROM announcement a JOIN deadline_case c ON c.id = a.case_id
       LEFT JOIN announced_item i ON i.announcement_id = a.case_id AND NOT i.withdrawn LEFT JOIN deadline_case p ON p.id = i.case_id
     WHERE c.province = $1 AND ($2::text IS NULL OR a.level = $2) AND ($3::text IS NULL OR (a.signed_on, a.case_id) < ($3, $4::uuid))
     GROUP BY c.id, a.case_id ORDER BY a.signed_on DESC, a.case_id DESC LIMIT $5`,
    [province, level ?? null, after?.signedOn ?? null, after?.id ?? null, limit],
  );
}

/** A place of an item as it stands now. */
export interface PlaceLine extends PlaceFact {
  readonly standing: PlaceStanding;
}

/** An item of a decision with its postings. */
export interface ItemLine extends AnnouncedItem {
  readonly publication: string;
  readonly places: readonly PlaceLine[];
  /** Codes of the parts that keep it from the national database; none once it is posted there or repealed. */
  readonly missingParts: readonly string[];
}

/** A decision with everything known of it; `undefined` when there is none. */
export async function readAnnouncement(engine: Pick<Engine, 'database'>, code: string, at: Instant): Promise<{ readonly id: string; readonly state: CaseState; readonly items: readonly ItemLine[] } | undefined> {
  const { read } = engine.database;
  const row = await read.first<{ id: string }>('SELECT c.id FROM announcement a JOIN deadline_case c ON c.id = a.case_id WHERE c.code = $1', [code]);
  if (row === undefined) {
    return undefined;
  }
  const state = await readCaseState(read, row.id);
  return { id: row.id, state, items: await readItems(engine, row.id, at) };
}

/** An item of a decision with the code of its publication, its places and the last rounds of its clocks. */
export interface ItemRow extends AnnouncedItem {
  readonly publication: string;
  readonly places: readonly PostingPlace[];
  readonly clocks: readonly ClockRow[];
}

/** The last round of a clock, as JSON of the database. */
export interface ClockRow {
  readonly clock: string;
  readonly dueAt: number;
  readonly clickedAt: number | null;
}

/** Last rounds of the clocks of the case of row `i`, as one JSON value. */
export const LAST_ROUNDS = `(SELECT coalesce(json_agg(json_build_object('clock', k.clock, 'dueAt', k.due_at, 'clickedAt', CASE WHEN k.outcome = 'done' THEN k.stopped_at END)), '[]'::json)
  FROM case_clock k WHERE k.case_id = i.case_id AND k.round = (SELECT max(l.round) FROM case_clock l WHERE l.case_id = k.case_id AND l.clock = k.clock))`;

async function readItems(engine: Pick<Engine, 'database'>, id: string, at: Instant): Promise<readonly ItemLine[]> {
  const { read } = engine.database;
  const rows = await read.rows<ItemRow>(
    `SELECT c.code AS publication, i.kind, i.code, i.version, i.change, i.places, ${LAST_ROUNDS} AS clocks
     FROM announced_item i JOIN deadline_case c ON c.id = i.case_id WHERE i.announcement_id = $1 AND NOT i.withdrawn ORDER BY c.code`,
    [id],
  );
  const items: ItemLine[] = [];
  for (const { publication, kind, code, version, change, places, clocks } of rows) {
    const facts = places.map((place) => placeFactOf(place, clocks));
    const item = { kind, code, version, change };
    const isPosted = facts.some(({ place, clickedAt }) => place === 'national-database' && clickedAt !== undefined);
    items.push({ publication, ...item, places: facts.map((fact) => ({ ...fact, standing: placeStanding(fact, at) })), missingParts: isPosted ? [] : await missingPartsOf(read, item) });
  }
  return items;
}

/** A place by the last round of its clock, where that has begun. */
export function placeFactOf(place: PostingPlace, clocks: readonly ClockRow[]): PlaceFact {
  const row = clocks.find(({ clock }) => clock === place);
  return { place, ...(row === undefined ? {} : { dueAt: row.dueAt, ...(row.clickedAt === null ? {} : { clickedAt: row.clickedAt }) }) };
}
