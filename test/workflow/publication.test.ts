import { beforeAll, expect, test } from 'vitest';
import { type AnnouncementFacts, formatLocalTime, instant, parseInstant, type PostingPlace } from '#domain';
import { enterAnnouncement, gatherParts, giveCaseCommand, readCaseLedger } from '#service';
import { decisionOf, PROOF } from '../fixtures/announcements.js';
import { assignmentsWith, closureOf, publishNow } from '../support/calendar-changes.js';
import { person, testCounter } from '../support/engine.js';
import { startVirtualCases } from '../support/virtual-cases.js';

const BEGINS = '2026-02-11T09:00:00+07:00';

const counter = await testCounter(BEGINS);
const { engine, clock } = counter;
const { liveUntil, relay } = await startVirtualCases(counter, BEGINS);

const lives: Record<string, { readonly id: string; readonly code: string }> = {};
const REPEALED = { items: [{ kind: 'procedure', code: '1.012994', version: 1, change: 'repealed' }] } as const;

/** Enters a decision signed today; the life is that of its only publication. */
async function announce(name: string, signedOn: string, change: Partial<AnnouncementFacts> = {}): Promise<void> {
  const number = `${String(4_000 + Object.keys(lives).length)}/QĐ-UBND`;
  const entry = await enterAnnouncement(engine, clock, { actor: person('manager'), idempotencyKey: counter.key(), facts: decisionOf({ number, signedOn, effectiveOn: '2026-12-01', ...change }) });
  const code = 'code' in entry ? entry.code : JSON.stringify(entry);
  const row = await engine.database.read.first<{ id: string; code: string }>(
    'SELECT c.id, c.code FROM announced_item i JOIN deadline_case c ON c.id = i.case_id JOIN deadline_case a ON a.id = i.announcement_id WHERE a.code = $1',
    [code],
  );
  if (row === undefined) throw new Error(`Not announced: ${code}`);
  lives[name] = row;
  await relay();
}

async function click(name: string, place: PostingPlace, clickedAt: string): Promise<void> {
  const body = { clock: place, clickedAt: parseInstant(clickedAt), evidence: PROOF };
  const answer = await giveCaseCommand(engine, clock, { actor: person('officer', 'H99'), idempotencyKey: counter.key(), code: lives[name]?.code ?? '', type: 'RecordPosting', body, text: { address: 'https://dichvucong.gov.vn' } }, { mayGive: () => true, gather: gatherParts });
  expect(answer).toMatchObject({ outcome: { kind: 'applied' } });
  await relay();
}

/** What happened to one clock of a publication, the day and minute of each. */
async function happenings(name: string, place: PostingPlace): Promise<readonly string[]> {
  const rows = await readCaseLedger(engine.database.read, lives[name]?.id ?? '');
  return rows
    .map(({ type, occurredAt, payload }) => ({ type, occurredAt, payload: JSON.parse(payload) as { readonly clock?: string; readonly inTime?: boolean } }))
    .filter(({ type, payload }) => payload.clock === place && type.startsWith('Clock') && type !== 'ClockStarted')
    .map(({ type, occurredAt, payload }) => `${type}${payload.inTime === undefined ? '' : payload.inTime ? ' in time' : ' late'} ${formatLocalTime(instant(occurredAt)).slice(0, 16)}`);
}

/** The whole of it is lived once: time moves in one direction. */
beforeAll(async () => {
  await announce('over Tết', '2026-02-11');
  await announce('of a ministry over Tết', '2026-02-11', { issuer: { agency: 'G17', level: 'ministry' } });
  await liveUntil('2026-02-12T10:00:00+07:00');
  await announce('of the shortened procedure', '2026-02-12', { fastTrack: { ground: { document: '12/2026/QĐ-UBND' }, promulgatedOn: '2026-02-11' } });
  await liveUntil('2026-03-12T09:00:00+07:00');

  await liveUntil('2026-08-20T10:00:00+07:00');
  await announce('over a swap', '2026-08-20', REPEALED);
  await liveUntil('2026-09-04T09:00:00+07:00');
  // Clicked on Tuesday 25 August, in time; entered after the four days off.
  await click('over a swap', 'national-database', '2026-08-25T16:00:00+07:00');
  await liveUntil('2026-09-14T09:00:00+07:00');

  await liveUntil('2026-10-05T10:00:00+07:00');
  await announce('over a calendar change', '2026-10-05');
  await liveUntil('2026-10-06T09:00:00+07:00');
  await publishNow(counter, assignmentsWith(closureOf('2026-10-08', '2026-10-09')), clock.now());
  await relay();
  await liveUntil('2026-10-30T09:00:00+07:00');
}, 120_000);

test.each([
  ['over Tết', ['ClockWarned 2026-02-24T17:00', 'ClockBecameLate 2026-02-26T00:00', 'ClockEscalated 2026-02-26T17:00', 'ClockEscalated 2026-03-02T17:00'], 'five working days after Wednesday 11 February; 14 to 22 February are off'],
  ['of a ministry over Tết', ['ClockWarned 2026-03-03T17:00', 'ClockBecameLate 2026-03-05T00:00', 'ClockEscalated 2026-03-05T17:00', 'ClockEscalated 2026-03-09T17:00'], 'ten working days'],
  ['of the shortened procedure', ['ClockWarned 2026-02-13T17:00', 'ClockBecameLate 2026-02-24T00:00', 'ClockEscalated 2026-02-24T17:00', 'ClockEscalated 2026-02-26T17:00'], 'two working days after Thursday 12 February'],
  ['over a swap', ['ClockWarned 2026-08-25T17:00', 'ClockBecameLate 2026-08-27T00:00', 'ClockEscalated 2026-08-27T17:00', 'ClockEscalated 2026-09-03T17:00', 'ClockStopped in time 2026-09-04T09:00'], 'recorded late, in time by its click'],
  ['over a calendar change', ['ClockMoved 2026-10-06T09:00', 'ClockWarned 2026-10-13T17:00', 'ClockBecameLate 2026-10-15T00:00', 'ClockEscalated 2026-10-15T17:00', 'ClockEscalated 2026-10-19T17:00'], 'two days more for the two days off'],
])('the national database %s: %o – %s', async (name, expected, _why) => {
  expect(await happenings(name, 'national-database')).toEqual(expected);
});
