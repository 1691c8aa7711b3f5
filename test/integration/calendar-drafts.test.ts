import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { formatInstant, instant } from '#domain';
import {
  applyCalendarVersion,
  type CalendarContent,
  type CalendarDraft,
  computeNextImpact,
  createCalendarDraft,
  currentCalendar,
  discardCalendarDraft,
  type DraftPublication,
  listCalendarDrafts,
  publishCalendarDraft,
  readCalendarDraft,
  readCalendarImpact,
  rebaseCalendarDraft,
  verifyLedger,
} from '#service';
import { openDatabase } from '#persistence';
import { assignmentsWith, publishNow } from '../support/calendar-changes.js';
import { person, testCounter } from '../support/engine.js';

const counter = await testCounter('2026-08-19T09:00:00+07:00');
const { engine, clock } = counter;
const AUTHOR = person('admin', 'H99', 'author');
const SECOND = person('admin', 'H99', 'second');

/** A closure of all offices, written into the layer of the province, so that every agency has it. */
async function closure(...dates: readonly string[]): Promise<CalendarContent> {
  const province = (await currentCalendar(engine)).layers.get('demo-province');
  if (province === undefined) throw new Error('The province has no layer');
  return { layers: [{ ...province, days: dates.map((date) => ({ date, kind: 'closure', name: 'Nghỉ bão', source: 'Công điện 01', reason: 'storm', decision: '12/QĐ-UBND' })) }] };
}

async function write(content: CalendarContent): Promise<CalendarDraft> {
  const outcome = await createCalendarDraft(engine, { content, source: '12/QĐ-UBND', reasonCode: 'storm' }, AUTHOR, clock.now());
  if (outcome.kind !== 'written') throw new Error(JSON.stringify(outcome));
  return outcome.draft;
}

async function publish(draft: CalendarDraft, by = SECOND): Promise<DraftPublication> {
  return publishCalendarDraft(engine, draft.id, by, clock);
}

const owner = await openDatabase({ url: counter.database.ownerUrl, poolSize: 1 });
afterAll(() => owner.close());

/** Every test begins on its own, with no draft open, under the calendars of the program published before. */
beforeEach(async () => {
  await engine.database.read.run(`UPDATE calendar_draft SET status = 'discarded', ended_by = 'test', ended_at = 0 WHERE status = 'draft'`);
  await owner.read.run('ALTER TABLE calendar_version DISABLE TRIGGER USER');
  await owner.read.run('UPDATE calendar_version SET published_at = 0');
  clock.set('2026-08-19T09:00:00+07:00');
  await publishNow(counter, assignmentsWith(), clock.now());
  await applyCalendarVersion(engine, clock.now());
  clock.add(60_000);
});

async function countOpen(): Promise<number> {
  return (await engine.database.read.first<{ n: number }>('SELECT count(*) AS n FROM dossier WHERE NOT closed'))?.n ?? 0;
}

test('a draft goes from its impact list to a publication by a second person, and every open dossier follows', async () => {
  const [moving, standing] = [await counter.takeIn(), await counter.takeIn({ procedureCode: '1.005144', caseCode: '1.005144.01' })];
  const draft = await write(await closure('2026-08-24'));
  expect(await publish(draft)).toEqual({ kind: 'refused', reason: 'impact-not-computed' });
  expect(await computeNextImpact(engine, clock.now())).toBe(draft.id);
  const seen = await readCalendarDraft(engine, draft.id);
  expect(seen?.draft.impact).toMatchObject({ open: await countOpen(), movingLater: 2, asOf: clock.now(), base: draft.base, endangered: 0 });
  const page = await readCalendarImpact(engine, { draftId: draft.id, limit: 1 });
  const rest = await readCalendarImpact(engine, { draftId: draft.id, limit: 1, ...(page.next === undefined ? {} : { after: page.next }) });
  expect([...page.items, ...rest.items].map(({ dossierId }) => dossierId).sort()).toEqual([moving.id, standing.id].sort());
  const item = [...page.items, ...rest.items].find(({ dossierId }) => dossierId === moving.id);
  expect([item?.fromDue, item?.toDue].map((at) => formatInstant(instant(at ?? 0)).slice(0, 16))).toEqual(['2026-08-27T09:01', '2026-08-28T09:01']);
  expect(rest.next).toBeUndefined();
  const published = await publish(draft);
  expect(published).toMatchObject({ kind: 'published', publishedAt: clock.now() });
  expect((await readCalendarDraft(engine, draft.id))?.draft).toMatchObject({ status: 'published', endedBy: 'second', isBaseCurrent: false });
  await applyCalendarVersion(engine, clock.now());
  expect(await engine.database.read.first('SELECT due_at FROM dossier WHERE id = $1', [moving.id])).toEqual({ due_at: item?.toDue });
  expect(await verifyLedger(engine)).toMatchObject({ ok: true });
});

describe('a draft is refused', () => {
  test('when its author would publish it', async () => {
    const draft = await write(await closure('2027-03-01'));
    await computeNextImpact(engine, clock.now());
    expect(await publish(draft, AUTHOR)).toEqual({ kind: 'refused', reason: 'same-person' });
    await discardCalendarDraft(engine, draft.id, SECOND, clock.now());
  });

  test('when another version was published since, until it is rebased and its impact computed again', async () => {
    const [first, second] = [await write(await closure('2027-03-02')), await write(await closure('2027-03-02', '2027-03-03'))];
    await computeNextImpact(engine, clock.now());
    await computeNextImpact(engine, clock.now());
    expect((await publish(first)).kind).toBe('published');
    expect(await publish(second)).toEqual({ kind: 'refused', reason: 'stale-draft' });
    const rebased = await rebaseCalendarDraft(engine, second.id);
    expect(rebased).toMatchObject({ kind: 'written', draft: { isBaseCurrent: true } });
    expect(await publish(second)).toEqual({ kind: 'refused', reason: 'impact-not-computed' });
    clock.add(1_000);
    await computeNextImpact(engine, clock.now());
    expect((await publish(second)).kind).toBe('published');
    expect(await publish(second)).toEqual({ kind: 'refused', reason: 'not-a-draft' });
  });

  test('when it changes nothing', async () => {
    const draft = await write({ layers: [...(await currentCalendar(engine)).layers.values()] });
    await computeNextImpact(engine, clock.now());
    expect(await publish(draft)).toEqual({ kind: 'refused', reason: 'nothing-changes' });
    await discardCalendarDraft(engine, draft.id, AUTHOR, clock.now());
  });

  test('when it was discarded, and stays readable', async () => {
    const draft = await write(await closure('2027-03-04'));
    expect(await discardCalendarDraft(engine, draft.id, AUTHOR, clock.now())).toMatchObject({ kind: 'written', draft: { status: 'discarded', endedBy: 'author' } });
    expect(await publish(draft)).toEqual({ kind: 'refused', reason: 'not-a-draft' });
    expect((await listCalendarDrafts(engine, 'discarded')).map(({ id }) => id)).toContain(draft.id);
  });

  test('when there is none', async () => {
    const id = '00000000-0000-4000-8000-000000000000';
    expect(await publishCalendarDraft(engine, id, SECOND, clock)).toEqual({ kind: 'refused', reason: 'not-found' });
    expect(await readCalendarDraft(engine, id)).toBeUndefined();
  });

  test.each([
    ['two statements about one day', { layers: [{ id: 'storm', name: 'Bão', days: [{ date: '2026-09-10', kind: 'closure', name: 'a', source: 'b', reason: 'storm', decision: '12/QĐ-UBND' }, { date: '2026-09-10', kind: 'closure', name: 'a', source: 'b', reason: 'storm', decision: '12/QĐ-UBND' }] }], assignments: [{ agency: 'H99.31', processing: ['vn', 'storm'], intake: ['vn'] }] }, { rule: 'duplicate-day', layer: 'storm', place: '2026-09-10' }],
    ['an agency given a layer nobody wrote', { layers: [], assignments: [{ agency: 'H99.31', processing: ['vn', 'elsewhere'], intake: ['vn'] }] }, { rule: 'unknown-layer', layer: 'elsewhere', place: 'H99.31' }],
  ])('when it has %s, naming rule, layer and place', async (_what, content, problem) => {
    expect(await createCalendarDraft(engine, { content: content as CalendarContent, source: '1/QĐ', reasonCode: 'storm' }, AUTHOR, clock.now())).toMatchObject({ kind: 'refused', reason: 'calendar-invalid', problem });
  });
});

test('two who publish two drafts of one base at once: one is published, the other is stale', async () => {
  const drafts = [await write(await closure('2027-04-01')), await write(await closure('2027-04-02'))];
  for (const _ of drafts) await computeNextImpact(engine, clock.now());
  const outcomes = await Promise.all(drafts.map((draft) => publish(draft)));
  expect(outcomes.map((outcome) => (outcome.kind === 'refused' ? outcome.reason : outcome.kind)).sort()).toEqual(['published', 'stale-draft']);
});

test('the impact tells moves from what stands though the draft gives an earlier date, and from what it cannot reach', async () => {
  clock.set('2026-10-05T09:00:00+07:00');
  const closed = await write(await closure('2026-10-08'));
  await computeNextImpact(engine, clock.now());
  expect((await publish(closed)).kind).toBe('published');
  await applyCalendarVersion(engine, clock.now());
  clock.add(60_000);
  await counter.takeIn();
  // Nobody was promised the date of a filing that waits for its answer: it may come forward, and is no move to a later date.
  await counter.takeIn({ procedureCode: '1.005144', caseCode: '1.005144.01', channel: 'online' });
  const given = await write(await closure());
  await computeNextImpact(engine, clock.now());
  expect((await readCalendarDraft(engine, given.id))?.draft.impact).toMatchObject({ open: await countOpen(), standingThoughEarlier: 1, onlyTargets: 1, movingLater: 0 });
  const far = await write(await closure('2026-10-08', '2026-12-30'));
  await computeNextImpact(engine, clock.add(1_000));
  expect((await readCalendarDraft(engine, far.id))?.draft.impact).toMatchObject({ movingLater: 0, standingThoughEarlier: 0, lookedAt: 0, beyondReach: await countOpen() });
});
