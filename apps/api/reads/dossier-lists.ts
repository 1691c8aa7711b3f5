import { addLimit, type Instant, instant, localDateOf, MS_PER_DAY, startOfDay } from '#domain';
import { type DossierItem, type Engine, listByIds, listQueue, type Queue, SearchCursorError, searchDossiers } from '#service';
import type { Scope } from '../identity/rights.js';
import { problem } from '../problems/problem.js';
import { type Page, readKey, writeKey } from './page.js';

/** Which queue of whose dossiers is asked for. */
interface QueueQuery {
  readonly queue: Queue;
  readonly scope: Scope;
  /** The agency whose calendar says how soon is soon. */
  readonly calendarOf: string;
  readonly officer?: string;
  readonly after?: string;
  readonly limit: number;
}

/** A page of a queue, most urgent first. */
export async function readQueue(engine: Engine, query: QueueQuery, at: Instant): Promise<Page<DossierItem>> {
  const after = query.after === undefined ? undefined : readKey(query.after);
  const found = await listQueue(engine, {
    queue: query.queue,
    scope: query.scope,
    at,
    endOfDay: instant(startOfDay(localDateOf(at)) + MS_PER_DAY),
    soonUntil: await soonUntil(engine, query.calendarOf, at),
    limit: query.limit + 1,
    ...(query.officer === undefined ? {} : { officer: query.officer }),
    ...(after === undefined ? {} : { after: { at: after.at, id: after.key } }),
  });
  const items = found.slice(0, query.limit);
  const last = items.at(-1);
  return { items, next: found.length > query.limit && last !== undefined ? writeKey({ at: last.key.at, key: last.key.id }) : null };
}

async function soonUntil(engine: Engine, agency: string, at: Instant): Promise<Instant> {
  const { read } = engine.database;
  const book = await engine.rules.calendars(read, await engine.rules.currentSnapshot(read));
  return addLimit(at, engine.options.settings.dueSoonLead, book.processing(agency));
}

/** Dossiers a search finds, with the applicant's name where the asker may read it. */
interface SearchQuery {
  readonly text: string;
  readonly scope: Scope;
  readonly after?: string;
  readonly limit: number;
}

/** A dossier found, with the name it was found by; absent once personal data was erased. */
interface FoundDossier {
  readonly item: DossierItem;
  readonly applicantName?: string;
}

/** A page of what a search finds. Throws a 400 problem for a key that is none. */
export async function search(engine: Engine, { text, scope, limit, after }: SearchQuery, at: Instant): Promise<Page<FoundDossier>> {
  const scopes = 'province' in scope ? [scope.province] : scope.agencies;
  const { hits, next } = await searchDossiers(engine, { text, scopes, limit, ...(after === undefined ? {} : { after }) }).catch((error: unknown) => {
    throw error instanceof SearchCursorError ? problem('invalid-request', undefined, [{ path: '/after', reason: error.message }]) : error;
  });
  const names = new Map(hits.map(({ dossierId, record }) => [dossierId, record?.applicant.name]));
  const items = await listByIds(engine, hits.map(({ dossierId }) => dossierId), at);
  return {
    items: items.map((item) => {
      const applicantName = names.get(item.id);
      return { item, ...(applicantName === undefined ? {} : { applicantName }) };
    }),
    next: next ?? null,
  };
}
