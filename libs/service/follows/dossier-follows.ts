import { randomUUID } from 'node:crypto';
import { type Actor, concernedIn, type DossierEvent, eventOfRow, type FollowOccasion, type Instant, mayDo, type Role } from '#domain';
import type { Transaction } from '#persistence';
import { readAgencies } from '../catalogue/agencies.js';
import type { Draft } from '../draft.js';
import type { Reader } from '../rule-book.js';
import { type NoticeDue, oweNotices } from '../staff/notices.js';

/** A dossier somebody wants to be told of. Epoch milliseconds. */
export interface DossierFollow {
  readonly id: string;
  readonly code: string;
  readonly subject: string;
  readonly occasion: FollowOccasion;
  /** Told the first time only; else until it is ended. */
  readonly once: boolean;
  readonly begunAt: number;
  readonly endedAt: number | null;
}

const SELECT = 'SELECT f.id, d.code, f.subject, f.occasion, f.once, f.begun_at AS "begunAt", f.ended_at AS "endedAt" FROM dossier_follow f JOIN dossier d ON d.id = f.dossier_id';

/** Begins to follow a dossier for an occasion; who follows it for that already goes on as begun. */
export async function followDossier(tx: Pick<Transaction, 'first' | 'run'>, dossierId: string, actor: Actor, { occasion, once }: { readonly occasion: FollowOccasion; readonly once: boolean }, at: Instant): Promise<DossierFollow> {
  await tx.run(
    'INSERT INTO dossier_follow (id, dossier_id, subject, role, agency, occasion, once, begun_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (dossier_id, subject, occasion) WHERE ended_at IS NULL DO NOTHING',
    [randomUUID(), dossierId, actor.subject, actor.role, actor.agency, occasion, once, at],
  );
  const follow = await tx.first<DossierFollow>(`${SELECT} WHERE f.dossier_id = $1 AND f.subject = $2 AND f.occasion = $3 ORDER BY f.ended_at DESC NULLS FIRST LIMIT 1`, [dossierId, actor.subject, occasion]);
  if (follow === undefined) {
    throw new Error(`Dossier ${dossierId} is not followed after it was begun`);
  }
  return follow;
}

/** What somebody follows at present, of one dossier where one is named, the earliest first. */
export async function listFollows(read: Pick<Reader, 'rows'>, subject: string, { code, after, limit }: { readonly code?: string; readonly after?: { readonly at: number; readonly key: string }; readonly limit: number }): Promise<readonly DossierFollow[]> {
  return read.rows<DossierFollow>(
    `${SELECT} WHERE f.subject = $1 AND f.ended_at IS NULL AND ($2::text IS NULL OR d.code = $2) AND ($3::bigint IS NULL OR (f.begun_at, f.id) > ($3, $4::uuid)) ORDER BY f.begun_at, f.id LIMIT $5`,
    [subject, code ?? null, after?.at ?? null, after?.key ?? null, limit],
  );
}

/** Ends one of somebody's own; the first end stays. `undefined` where they have none of this id. */
export async function endFollow(tx: Pick<Transaction, 'first' | 'run'>, id: string, subject: string, at: Instant): Promise<DossierFollow | undefined> {
  await tx.run('UPDATE dossier_follow SET ended_at = $3 WHERE id = $1 AND subject = $2 AND ended_at IS NULL', [id, subject, at]);
  return tx.first<DossierFollow>(`${SELECT} WHERE f.id = $1 AND f.subject = $2`, [id, subject]);
}

/** Papers that came, whole or in part; and the result. What follows `any` is told of these and of everything else that is done or falls due. */
function occasionsOf({ type }: DossierEvent): readonly FollowOccasion[] {
  switch (type) {
    case 'SupplementReceived':
    case 'SupplementPartReceived':
    case 'FilingCompleted':
      return ['supplement', 'any'];
    case 'ResultRecorded':
      return ['result', 'any'];
    default:
      return ['any'];
  }
}

interface Told {
  readonly id: string;
  readonly dossier_id: string;
  readonly subject: string;
  readonly role: Role;
  readonly agency: string;
  readonly occasion: FollowOccasion;
  readonly once: boolean;
}

/**
 * Writes the notices of who follows a dossier for what the drafts' events are, in the transaction that writes them, and ends what was for
 * once. Who may not read the dossier any more, in the role in which they began to follow it, is told nothing, and follows it no longer. Nobody is
 * told of what they did themselves; of several events of one draft the first is told. One statement where nobody follows.
 */
export async function tellFollowers(tx: Pick<Transaction, 'rows' | 'run'>, drafts: readonly Draft[], at: Instant): Promise<void> {
  // A dossier is followed once it is there: what opens it tells nobody.
  const known = drafts.filter(({ before, rows }) => before !== undefined && rows.length > 0);
  if (known.length === 0) {
    return;
  }
  const byDossier = new Map(known.map((draft) => [draft.rows[0]?.dossierId ?? '', draft]));
  const followed = await tx.rows<Told>('SELECT id, dossier_id, subject, role, agency, occasion, once FROM dossier_follow WHERE dossier_id = ANY($1) AND ended_at IS NULL ORDER BY begun_at, id', [[...byDossier.keys()]]);
  if (followed.length === 0) {
    return;
  }
  const agencies = await readAgencies(tx);
  const notices: NoticeDue[] = [];
  const ended: string[] = [];
  for (const { id, dossier_id: dossierId, subject, role, agency, occasion, once } of followed) {
    const draft = byDossier.get(dossierId);
    if (draft?.state === undefined) {
      continue;
    }
    if (!mayDo({ subject, role, agency }, 'ReadDossier', concernedIn(draft.state), agencies)) {
      ended.push(id);
      continue;
    }
    const event = draft.rows.map(eventOfRow).find((each) => each.actor.subject !== subject && occasionsOf(each).includes(occasion));
    if (event === undefined) {
      continue;
    }
    notices.push({ key: `followed:${id}:${String(event.seq)}`, kind: 'followed', to: { agency, subject }, dossierId, facts: { code: draft.state.code, occasion, event: event.type, occurredAt: event.occurredAt } });
    if (once) ended.push(id);
  }
  await oweNotices(tx, notices, at);
  if (ended.length > 0) {
    await tx.run('UPDATE dossier_follow SET ended_at = $2 WHERE id = ANY($1) AND ended_at IS NULL', [ended, at]);
  }
}
