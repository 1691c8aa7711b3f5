import type { Instant } from '#domain';
import { countQueues, type DossierItem, type Engine, findDuplicates, listByIds, listQueue, looksLikeCode, type Queue, queueMoment, type QueueRequest, SearchCursorError, searchDossiers } from '#service';
import type { Scope } from '../identity/rights.js';
import { forbidden, problem } from '../problems/problem.js';
import type { DuplicatesRequest } from '../schemas/queries.js';
import { type DuplicatesAnswer, viewDuplicate } from '../views/list-views.js';
import { type Page, readKey, writeKey } from './page.js';

/** Whose queues are asked for. */
interface QueuesOf {
  readonly scope: Scope;
  /** The agency whose calendar says how soon is soon. */
  readonly calendarOf: string;
  readonly officer?: string;
}

/** Which queue is asked for, and where its page begins. */
interface QueueQuery extends QueuesOf {
  readonly queue: Queue;
  readonly after?: string;
  readonly limit: number;
}

/** A page of a queue, most urgent first. */
export async function readQueue(engine: Engine, query: QueueQuery, at: Instant): Promise<Page<DossierItem>> {
  const after = query.after === undefined ? undefined : readKey(query.after);
  const found = await listQueue(engine, {
    ...(await askedOf(engine, query, at)),
    queue: query.queue,
    limit: query.limit + 1,
    ...(after === undefined ? {} : { after: { at: after.at, id: after.key } }),
  });
  const items = found.slice(0, query.limit);
  const last = items.at(-1);
  return { items, next: found.length > query.limit && last !== undefined ? writeKey({ at: last.key.at, key: last.key.id }) : null };
}

/** How many dossiers each queue of open work holds. */
export async function readQueueCounts(engine: Engine, query: QueuesOf, at: Instant): ReturnType<typeof countQueues> {
  return countQueues(engine.database.read, await askedOf(engine, query, at));
}

async function askedOf(engine: Engine, { scope, calendarOf, officer }: QueuesOf, at: Instant): Promise<Omit<QueueRequest, 'queue' | 'limit' | 'after'>> {
  return { scope, ...(await queueMoment(engine.rules, engine.database.read, calendarOf, at)), ...(officer === undefined ? {} : { officer }) };
}

/** What is searched for, and where. */
interface SearchQuery {
  readonly text: string;
  readonly scope: Scope;
  /** False for who may not read personal data: an answer to a name or a number would tell them whom a dossier names. */
  readonly people: boolean;
  /** Where in the request `after` stood. */
  readonly part: 'query' | 'body';
  readonly after?: string;
  readonly limit: number;
}

/** A dossier found, with the name it was found by; absent once personal data was erased. */
interface FoundDossier {
  readonly item: DossierItem;
  readonly applicantName?: string;
}

/** A page of what a search finds. Throws a 400 problem for a key that is none, a 403 for a name from somebody who may look for codes only. */
export async function search(engine: Engine, { text, scope, people, part, limit, after }: SearchQuery, at: Instant): Promise<Page<FoundDossier>> {
  if (!people && !looksLikeCode(text)) {
    throw forbidden('Without the right to read personal data dossiers are found by their codes only');
  }
  const { hits, next } = await searchDossiers(engine, { text, scopes: scopesOf(scope), people, limit, ...(after === undefined ? {} : { after }) }).catch((error: unknown) => {
    throw error instanceof SearchCursorError ? problem('invalid-request', undefined, [{ path: `/${part}/after`, reason: error.message }]) : error;
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

/** Open dossiers of the procedure and applicant somebody is about to take in, within a scope, the latest first. */
export async function duplicates(engine: Engine, { procedureCode, applicant }: DuplicatesRequest, scope: Scope, at: Instant): Promise<DuplicatesAnswer['items']> {
  const found = await findDuplicates(engine, { procedureCode, applicant, scopes: scopesOf(scope) });
  const sameBy = new Map(found.map((each) => [each.dossierId, each.sameBy]));
  const items = await listByIds(engine, [...sameBy.keys()], at);
  return items.flatMap((item) => {
    const by = sameBy.get(item.id);
    return by === undefined ? [] : [viewDuplicate(item, by)];
  });
}

/** Codes under which search tokens of a scope stand. */
function scopesOf(scope: Scope): readonly string[] {
  return 'province' in scope ? [scope.province] : scope.agencies;
}
