import type { Instant } from '#domain';
import { type DossierItem, type Engine, findDuplicates, listByIds, listQueue, looksLikeCode, type Queue, type QueueLength, queueMoment, type QueueRequest, readQueueLengths, remainingTime, SearchCursorError, searchDossiers, timeToAnswer } from '#service';
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
  readonly procedure?: string;
  /** Only dossiers whose code begins so. */
  readonly begins?: string;
}

/** Which queue is asked for, and where its page begins. */
interface QueueQuery extends QueuesOf {
  readonly queue: Queue;
  readonly after?: string;
  readonly limit: number;
}

/** A dossier of a list with the working milliseconds it has left, where its term runs. */
interface TimedItem {
  readonly item: DossierItem;
  readonly leftMs?: number;
  /** Working milliseconds its desk has left to answer it, of an online filing. */
  readonly answerMs?: number;
  /** Due within what counts as soon; absent where that was not asked. */
  readonly dueSoon?: boolean;
}

/** A page of a queue, most urgent first. */
export async function readQueue(engine: Engine, query: QueueQuery, at: Instant): Promise<Page<TimedItem>> {
  const after = query.after === undefined ? undefined : readKey(query.after);
  const asked = await askedOf(engine, query, at);
  const found = await listQueue(within(engine, query.scope), {
    ...asked,
    queue: query.queue,
    limit: query.limit + 1,
    ...(after === undefined ? {} : { after: { at: after.at, id: after.key } }),
  });
  const items = found.slice(0, query.limit);
  const last = items.at(-1);
  return { items: (await withTimeLeft(engine, items, at)).map((timed) => ({ ...timed, dueSoon: timed.leftMs !== undefined && timed.leftMs >= 0 && (timed.item.dueAt ?? Infinity) <= asked.soonUntil })), next: found.length > query.limit && last !== undefined ? writeKey({ at: last.key.at, key: last.key.id }) : null };
}

/** How long each queue of open work is. */
export async function readQueueCounts(engine: Engine, query: QueuesOf, at: Instant): Promise<readonly QueueLength[]> {
  return readQueueLengths(within(engine, query.scope).database.read, await askedOf(engine, query, at));
}

/** The engine as whoever sees nothing but the rows of the agencies asked for: an index finds those by the policy of that reader, but not behind the policy of one who sees the province. */
function within(engine: Engine, scope: Scope): Engine {
  return 'agencies' in scope ? { ...engine, database: engine.database.within({ reach: 'agencies', agencies: scope.agencies }) } : engine;
}

async function withTimeLeft(engine: Engine, items: readonly DossierItem[], at: Instant): Promise<readonly TimedItem[]> {
  const [left, toAnswer] = await Promise.all([remainingTime(engine, items, at), timeToAnswer(engine, items, at)]);
  return items.map((item) => {
    const [leftMs, answerMs] = [left.get(item.id), toAnswer.get(item.id)];
    return { item, ...(leftMs === undefined ? {} : { leftMs }), ...(answerMs === undefined ? {} : { answerMs }) };
  });
}

async function askedOf(engine: Engine, { scope, calendarOf, officer, procedure, begins }: QueuesOf, at: Instant): Promise<Omit<QueueRequest, 'queue' | 'limit' | 'after'>> {
  return { scope, ...(await queueMoment(engine.rules, engine.database.read, calendarOf, at)), ...(officer === undefined ? {} : { officer }), ...(procedure === undefined ? {} : { procedure }), ...(begins === undefined ? {} : { begins }) };
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
interface FoundDossier extends TimedItem {
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
    items: (await withTimeLeft(engine, items, at)).map((timed) => {
      const applicantName = names.get(timed.item.id);
      return { ...timed, ...(applicantName === undefined ? {} : { applicantName }) };
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
