import type { Actor, Instant } from '#domain';
import {
  countUnreadNotices,
  type Engine,
  type EscalationLine,
  type EscalationList,
  listEscalated,
  listEscalations,
  listMyNotices,
  listStaff,
  type StaffMember,
  type StaffNotice,
} from '#service';
import { byKey, type Page, readKey, writeKey } from './page.js';

interface Asked {
  readonly after?: string;
  readonly limit: number;
}

/** A page of the people of some agencies. */
export async function readStaff(engine: Engine, agencies: readonly string[], { after, limit }: Asked): Promise<Page<StaffMember>> {
  const found = await listStaff(engine.database.read, { agencies, limit: limit + 1, ...(after === undefined ? {} : { after: readKey(after, byKey).key }) });
  return pageOf(found, limit, ({ subject }) => ({ at: 0, key: subject }));
}

/** A page of somebody's notices, the newest first, with how many are unread. */
export async function readNotices(engine: Engine, actor: Actor, agencies: readonly string[], asked: Asked & { readonly unreadOnly: boolean; readonly at: Instant }): Promise<Page<StaffNotice> & { readonly unread: number }> {
  const { at, unreadOnly, limit } = asked;
  const after = asked.after === undefined ? undefined : readKey(asked.after, byKey);
  const [found, unread] = await Promise.all([
    listMyNotices(engine, { actor, agencies, unreadOnly, at, limit: limit + 1, ...(after === undefined ? {} : { after: { at: after.at, id: Number(after.key) } }) }),
    countUnreadNotices(engine, { actor, agencies, at }),
  ]);
  return { ...pageOf(found, limit, ({ visibleAt, id }) => ({ at: visibleAt, key: String(id) })), unread };
}

/** A page of the lists of some agencies, the newest first. */
export async function readEscalations(engine: Engine, agencies: readonly string[], { after, limit }: Asked): Promise<Page<EscalationList>> {
  const found = await listEscalations(engine, { agencies, limit: limit + 1, ...(after === undefined ? {} : { after: readKey(after, byKey) }) });
  return pageOf(found, limit, ({ madeAt, key }) => ({ at: madeAt, key }));
}

/** A page of the lines of a list. */
export async function readEscalated(engine: Engine, key: string, { after, limit }: Asked): Promise<Page<EscalationLine>> {
  const found = await listEscalated(engine, key, { limit: limit + 1, ...(after === undefined ? {} : { after: readKey(after, byKey) }) });
  return pageOf(found, limit, ({ openSince, task }) => ({ at: openSince, key: task }));
}

function pageOf<Item>(found: readonly Item[], limit: number, keyOf: (item: Item) => { readonly at: number; readonly key: string }): Page<Item> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: found.length > limit && last !== undefined ? writeKey(keyOf(last)) : null };
}
