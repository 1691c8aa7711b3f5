import { type Actor, type Instant, instant } from '#domain';
import type { Transaction } from '#persistence';
import type { Clock } from '../clock.js';
import type { Engine } from '../engine.js';
import { type CalendarDraft, type CalendarProblem, findCalendarProblem, lockDraft } from './drafts.js';
import { amendCalendars, readLayered, resolveAssignments } from './layered-calendars.js';
import { holdHead, publishCalendars } from './publish-calendars.js';

/**
 * What publishing comes to. Refused: `same-person` (whoever wrote a draft never publishes it), `stale-draft` (another version
 * was published since: rebase it), `impact-not-computed` (nobody can have seen whom it touches), `nothing-changes`.
 */
export type DraftPublication =
  | { readonly kind: 'published'; readonly versionId: string; readonly publishedAt: Instant }
  | { readonly kind: 'refused'; readonly reason: 'not-found' | 'not-a-draft' | 'same-person' | 'stale-draft' | 'impact-not-computed' | 'nothing-changes' }
  | { readonly kind: 'refused'; readonly reason: 'calendar-invalid'; readonly problem: CalendarProblem };

/**
 * Publishes a draft by a second person, in one transaction that waits for the writers of events and holds up those to come.
 * The time of publication is the clock's, read once they wait: what was accepted before is decided under the old calendars.
 * Returns at once; open dossiers are re-dated by the relay and by whatever happens to them first.
 */
export async function publishCalendarDraft(engine: Engine, id: string, by: Actor, clock: Clock): Promise<DraftPublication> {
  return engine.database.transaction(async (tx): Promise<DraftPublication> => {
    const head = await holdHead(tx);
    const draft = await lockDraft(tx, id);
    const refusal = refusalOf(draft, head, by);
    if (draft === undefined || refusal !== undefined) {
      return { kind: 'refused', reason: refusal ?? 'not-found' };
    }
    return publish(engine, tx, draft, by, clock.now());
  });
}

function refusalOf(draft: CalendarDraft | undefined, head: string | undefined, by: Actor): Exclude<Extract<DraftPublication, { kind: 'refused' }>['reason'], 'calendar-invalid'> | undefined {
  if (draft?.status !== 'draft') {
    return draft === undefined ? 'not-found' : 'not-a-draft';
  }
  if (draft.createdBy === by.subject) {
    return 'same-person';
  }
  if (draft.base !== head) {
    return 'stale-draft';
  }
  return draft.impact?.base === head ? undefined : 'impact-not-computed';
}

async function publish(engine: Engine, tx: Transaction, draft: CalendarDraft, by: Actor, at: Instant): Promise<DraftPublication> {
  const base = await readLayered(tx, draft.base);
  const problem = findCalendarProblem(base, draft.content);
  if (problem !== undefined) {
    return { kind: 'refused', reason: 'calendar-invalid', problem };
  }
  const versionId = await publishCalendars(tx, resolveAssignments(amendCalendars(base, draft.content)), engine.sha256, at, by.subject);
  if (versionId === draft.base) {
    return { kind: 'refused', reason: 'nothing-changes' };
  }
  await tx.run(`UPDATE calendar_draft SET status = 'published', ended_by = $2, ended_at = $3, version_id = $4 WHERE id = $1`, [draft.id, by.subject, at, versionId]);
  const version = await tx.first<{ published_at: number }>('SELECT published_at FROM calendar_version WHERE id = $1', [versionId]);
  return { kind: 'published', versionId, publishedAt: instant(version?.published_at ?? at) };
}
