import type { Actor, CalendarDefinition, Instant } from '#domain';
import { type CalendarDraft, computeNextImpact, createCalendarDraft, currentCalendar, type Engine, publishCalendarDraft } from '#service';

const AUTHOR: Actor = { subject: 'bench-author', role: 'admin', agency: 'H99' };
const SECOND: Actor = { subject: 'bench-second', role: 'admin', agency: 'H99' };
const DECISION = '01/CĐ-UBND';

/** A draft under which a storm closes every office of the demonstration province on these dates, and on no others. */
export async function draftClosures(engine: Engine, dates: readonly string[], at: Instant): Promise<CalendarDraft> {
  const province = (await currentCalendar(engine)).layers.get('demo-province');
  if (province === undefined) {
    throw new Error('The demonstration province has no layer of its own');
  }
  const layer: CalendarDefinition = { ...province, days: dates.map((date) => ({ date, kind: 'closure', name: 'Nghỉ do bão', source: DECISION, reason: 'storm', decision: DECISION })) };
  const outcome = await createCalendarDraft(engine, { content: { layers: [layer] }, source: DECISION, reasonCode: 'storm' }, AUTHOR, at);
  if (outcome.kind !== 'written') {
    throw new Error(`The draft was refused: ${JSON.stringify(outcome)}`);
  }
  return outcome.draft;
}

/** A second person publishes a draft whose impact is listed. */
export async function publishDraft(engine: Engine, draft: CalendarDraft, at: Instant): Promise<void> {
  const outcome = await publishCalendarDraft(engine, draft.id, SECOND, { now: () => at });
  if (outcome.kind !== 'published') {
    throw new Error(`The draft was not published: ${JSON.stringify(outcome)}`);
  }
}

/** Everything up to the publication at once: draft, impact, second person. */
export async function closeOffices(engine: Engine, dates: readonly string[], at: Instant): Promise<void> {
  const draft = await draftClosures(engine, dates, at);
  await computeNextImpact(engine, at);
  await publishDraft(engine, draft, at);
}
