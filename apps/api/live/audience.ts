import { type Action, type Actor, type Agency, mayDo } from '#domain';
import type { LiveChanges, NoticeFor } from '#service';
import { changeSchema, type ChangeMessage } from '../views/change-view.js';

/** What one look at the ledger found, and whether the calendar is another one since. */
export interface LiveBatch extends LiveChanges {
  readonly isCalendarNew: boolean;
}

/** People whose rights reach the same dossiers: one answer serves them all. */
export function groupOf({ role, agency }: Actor): string {
  return `${role} ${agency}`;
}

/** What everybody of the actor's role and agency is told of a look; notices are the person's own. A dossier out of reach is never named. */
export function messagesFor(actor: Actor, batch: LiveBatch, agencies: ReadonlyMap<string, Agency>): readonly ChangeMessage[] {
  const may = (action: Action, province: string, concerned: readonly string[]): boolean => mayDo(actor, action, { province, agencies: concerned }, agencies);
  const { dossiers, cases, published } = batch;
  const named = dossiers === 'many' ? [] : dossiers.filter((change) => may('SearchDossiers', change.province, change.agencies));
  // Who acted may just have handed the dossier on: it left a list of theirs, though they may not be told its code any more.
  const isMoved = dossiers === 'many' || named.length > 0 || dossiers.some((change) => may('SearchDossiers', change.province, change.actors));
  const isCase = cases === 'many' || cases.some((change) => may('ReadCase', change.province, change.agencies));
  const isPublished = published.some((province) => agencies.get(actor.agency)?.province === province);
  return [
    ...named.map(({ code, seq, status }): ChangeMessage => changeSchema.parse({ kind: 'dossier', code, seq, status })),
    ...(dossiers === 'many' ? [{ kind: 'dossiers' } as const] : []),
    ...(isMoved ? [{ kind: 'queues' } as const] : []),
    ...(isCase ? [{ kind: 'cases' } as const] : []),
    ...(isMoved || isPublished ? [{ kind: 'figures' } as const] : []),
    ...(batch.isCalendarNew ? [{ kind: 'calendar' } as const] : []),
  ];
}

/** Whether a notice became visible for this person. */
export function isToldTo({ subject, role, agency }: Actor, notices: readonly NoticeFor[] | 'many'): boolean {
  return notices === 'many' || notices.some((notice) => ('subject' in notice ? notice.subject === subject : notice.role === role && notice.agency === agency));
}
