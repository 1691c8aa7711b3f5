import { type AnnouncedFact, announcedFact, type CaseState, hasEnded, type IssuerLevel, lastRound, type LeadOutcome, missingParts, POSTED_ITEMS, type PostedItem, type PostedItemFact, type ProcedureFact, type ProcedureVersion, type PublicationFacts } from '#domain';
import { readCaseState } from '../cases/case-rows.js';
import type { Engine } from '../engine.js';
import type { Reader } from '../rule-book.js';
import { type ClockRow, type ItemRow, LAST_ROUNDS, placeFactOf } from './read-announcements.js';

/** Whose figures: a province, or the procedures and the desk of one of its agencies; until a local day, ISO. */
export interface FactScope {
  readonly province: string;
  readonly agency?: string;
  readonly last: string;
}

/** What the figures of a scope are told from, read from the rows the events keep up to date. */
export async function readPublicationFacts(engine: Pick<Engine, 'database' | 'rules'>, scope: FactScope): Promise<PublicationFacts> {
  const { read } = engine.database;
  const procedures = await proceduresInForce(read, scope);
  const announced = await announcedFacts(read, scope);
  const posted = await postedFacts(read, scope);
  return { announced: ofScope(announced, procedures.all, scope), procedures: procedures.inForce, postedItems: await desksOf(engine, scope, posted) };
}

/** The same recounted from the ledgers of the cases, which are the truth. Reads all of them: for whoever checks the figures. */
export async function recountPublicationFacts(engine: Pick<Engine, 'database' | 'rules'>, scope: FactScope): Promise<PublicationFacts> {
  const { read } = engine.database;
  const ids = await read.rows<{ id: string }>(`SELECT id FROM deadline_case WHERE kind = 'publication' AND province = $1 ORDER BY code`, [scope.province]);
  const states: CaseState[] = [];
  for (const { id } of ids) {
    states.push(await readCaseState(read, id));
  }
  const byCode = new Map(states.map((state) => [state.code, state]));
  const announced = states.flatMap((state) => {
    const announcement = state.own.kind === 'publication' && state.own.item !== undefined ? byCode.get(state.own.item.announcement) : undefined;
    const fact = announcement === undefined ? undefined : announcedFact(state, announcement);
    return fact === undefined || fact.signedOn > scope.last ? [] : [fact];
  });
  const procedures = await proceduresInForce(read, scope);
  return { announced: ofScope(inOrder(announced), procedures.all, scope), procedures: procedures.inForce, postedItems: await desksOf(engine, scope, states.flatMap(postedFactOf)) };
}

interface AnnouncedRow extends ItemRow {
  readonly announcement: string;
  readonly level: IssuerLevel;
  readonly signed_on: string;
  readonly lead_decree: LeadOutcome;
  readonly lead_index: LeadOutcome;
}

async function announcedFacts(read: Reader, { province, last }: FactScope): Promise<readonly AnnouncedFact[]> {
  const rows = await read.rows<AnnouncedRow>(
    `SELECT c.code AS publication, ac.code AS announcement, a.level, a.signed_on, a.lead_decree, a.lead_index, i.kind, i.code, i.version, i.change, i.places, ${LAST_ROUNDS} AS clocks
     FROM announced_item i JOIN announcement a ON a.case_id = i.announcement_id JOIN deadline_case c ON c.id = i.case_id JOIN deadline_case ac ON ac.id = a.case_id
     WHERE NOT i.withdrawn AND c.province = $1 AND a.signed_on <= $2`,
    [province, last],
  );
  return inOrder(
    rows.map(({ publication, announcement, level, signed_on, lead_decree, lead_index, kind, code, version, change, places, clocks }) => ({
      publication,
      announcement,
      level,
      signedOn: signed_on,
      leads: { decree: lead_decree, index: lead_index },
      kind,
      code,
      version,
      change,
      places: places.map((place) => placeFactOf(place, clocks)),
    })),
  );
}

function inOrder(facts: readonly AnnouncedFact[]): readonly AnnouncedFact[] {
  return facts.toSorted((a, b) => (a.signedOn === b.signedOn ? (a.publication < b.publication ? -1 : 1) : a.signedOn < b.signedOn ? -1 : 1));
}

/** Of an agency: what was announced of its own procedures, whoever announced it. */
function ofScope(facts: readonly AnnouncedFact[], procedures: readonly ProcedureVersion[], { agency }: FactScope): readonly AnnouncedFact[] {
  if (agency === undefined) {
    return facts;
  }
  const own = new Set(procedures.map(({ code }) => code));
  return facts.filter(({ kind, code }) => kind === 'procedure' && own.has(code));
}

async function proceduresInForce(read: Reader, { agency, last }: FactScope): Promise<{ readonly all: readonly ProcedureVersion[]; readonly inForce: readonly ProcedureFact[] }> {
  const rows = await read.rows<{ data: ProcedureVersion }>('SELECT DISTINCT ON (code) data FROM procedure_version WHERE effective_from <= $1 ORDER BY code, effective_from DESC, version DESC', [last]);
  const all = rows.map(({ data }) => data).filter(({ competentAgencies }) => agency === undefined || competentAgencies.includes(agency));
  return { all, inForce: all.filter(({ endsOn }) => endsOn === undefined || endsOn > last).map((procedure) => ({ code: procedure.code, complete: missingParts(procedure).length === 0 })) };
}

async function postedFacts(read: Reader, { province }: FactScope): Promise<readonly PostedItemFact[]> {
  const rows = await read.rows<{ agency: string; item: PostedItem; publication: string; clocks: readonly ClockRow[] }>(
    `SELECT i.agency, i.item, c.code AS publication, ${LAST_ROUNDS} AS clocks FROM posted_item i JOIN deadline_case c ON c.id = i.case_id WHERE c.province = $1`,
    [province],
  );
  return rows.map(({ agency, item, publication, clocks }) => {
    const clicked = clocks.find(({ clock }) => clock === item)?.clickedAt ?? null;
    return { agency, item, publication, ...(clicked === null ? {} : { clickedAt: clicked }) };
  });
}

function postedFactOf(state: CaseState): readonly PostedItemFact[] {
  const posted = state.own.kind === 'publication' ? state.own.posted : undefined;
  if (posted === undefined) {
    return [];
  }
  const last = lastRound(state, posted.item);
  return [{ agency: state.agency, item: posted.item, publication: state.code, ...(last?.stopped?.outcome === 'done' ? { clickedAt: last.stopped.at } : {}) }];
}

/** Every desk of the scope with each thing it has to keep posted, set or not. */
async function desksOf(engine: Pick<Engine, 'database' | 'rules'>, { province, agency, last }: FactScope, posted: readonly PostedItemFact[]): Promise<readonly PostedItemFact[]> {
  const agencies = [...(await engine.rules.agencies(engine.database.read)).values()];
  const desks = agencies.filter((each) => each.desk && each.province === province && !hasEnded(each, last) && (agency === undefined || each.code === agency));
  return desks.flatMap(({ code }) => POSTED_ITEMS.map((item) => posted.find((each) => each.agency === code && each.item === item) ?? { agency: code, item }));
}
