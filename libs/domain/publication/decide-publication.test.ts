import { describe, expect, test } from 'vitest';
import { decisionOf, PROOF, PublicationLife, publishingWith, WORDS } from '../../../test/fixtures/announcements.js';
import { at } from '../../../test/fixtures/calendar/calendars.js';
import { bookOf } from '../../../test/fixtures/rules.js';
import type { CaseEvent } from '../deadline-case/case-events.js';
import { lastRound } from '../deadline-case/case-state.js';
import { findClockFault } from '../deadline-case/clock-fault.js';
import { SYSTEM_ACTOR } from '../dossier/actor.js';
import { judgeRound } from '../performance/case-rates.js';
import { formatLocalTime, instant } from '../time/instant.js';

const SETTINGS = publishingWith();
const AFTER_DATABASE = publishingWith({}, { from: 'database-posting' });

function end(life: PublicationLife, clock: string): string | undefined {
  const last = lastRound(life.state, clock);
  return last === undefined ? undefined : formatLocalTime(instant(last.dueAt));
}

describe('a posting', () => {
  test('closes the publication once it stands in every place', () => {
    const life = new PublicationLife(decisionOf(), SETTINGS);
    expect(['national-database', 'counter', 'website', 'portal'].map((clock) => life.post(clock, '2026-06-02T10:00'))).toEqual([undefined, undefined, undefined, undefined]);
    expect(life.state.outcome).toBeUndefined();
    life.post('internal-process', '2026-06-02T11:00');
    expect(life.state.outcome).toBe('posted');
  });

  test('is counted by its click, not before the day of the decision and not in the future', () => {
    const life = new PublicationLife(decisionOf(), SETTINGS);
    expect(life.post('counter', '2026-05-31T23:59', '2026-06-02T10:00')).toBe('proof-before-decision');
    expect(life.post('counter', '2026-06-02T10:01', '2026-06-02T10:00')).toBe('proof-in-future');
    expect(life.post('counter', '2026-06-01T00:00', '2026-06-02T10:00')).toBeUndefined();
    expect(life.post('counter', '2026-06-02T10:00')).toBe('already-posted');
    expect(life.post('hotline', '2026-06-02T10:00')).toBe('no-such-place');
  });

  test('needs a file and an address', () => {
    const life = new PublicationLife(decisionOf(), SETTINGS);
    const body = { clock: 'counter', clickedAt: at('2026-06-02T10:00') };
    expect(life.give('2026-06-02T10:00', { type: 'RecordPosting', body: { ...body, evidence: [] }, text: WORDS })).toBe('proof-missing');
    expect(life.give('2026-06-02T10:00', { type: 'RecordPosting', body: { ...body, evidence: PROOF } })).toBe('proof-missing');
  });

  test('of a procedure that lacks parts is refused wherever the procedure itself is read; its internal process is another text, and a repealed one is taken down all the same', () => {
    const lacking = { missingParts: ['order', 'fees'] };
    const life = new PublicationLife(decisionOf(), SETTINGS);
    expect(life.post('national-database', '2026-06-02T10:00', '2026-06-02T10:00', lacking)).toBe('parts-missing');
    expect(['counter', 'website', 'portal'].map((clock) => life.post(clock, '2026-06-02T10:00', '2026-06-02T10:00', lacking))).toEqual(['parts-missing', 'parts-missing', 'parts-missing']);
    expect(life.post('internal-process', '2026-06-02T10:00', '2026-06-02T10:00', lacking)).toBeUndefined();
    const repealed = new PublicationLife(decisionOf({ items: [{ kind: 'procedure', code: '1.013225', version: 1, change: 'repealed' }] }), SETTINGS);
    expect(['national-database', 'counter', 'website'].map((clock) => repealed.post(clock, '2026-06-02T10:00', '2026-06-02T10:00', lacking))).toEqual([undefined, undefined, undefined]);
    expect(repealed.state.outcome).toBe('taken-down');
  });
});

describe('places that wait for the national database', () => {
  test('have no clock before it and count from its click, even where it was entered days later', () => {
    const life = new PublicationLife(decisionOf(), AFTER_DATABASE);
    expect(life.post('website', '2026-06-02T10:00')).toBe('awaits-database-posting');
    expect(life.post('national-database', '2026-06-03T10:00', '2026-06-12T10:00')).toBeUndefined();
    // Three working days after Wednesday 3 June.
    expect(end(life, 'website')).toBe('2026-06-09T00:00:00');
    expect(life.state.outcome).toBeUndefined();
  });

  test('count again when the click is corrected: the old round is cancelled, and what was posted stands at its click', () => {
    const life = new PublicationLife(decisionOf(), AFTER_DATABASE);
    life.post('national-database', '2026-06-03T10:00');
    life.post('website', '2026-06-09T09:00');
    expect(lastRound(life.state, 'website')?.stopped?.inTime).toBe(false);
    const correct = (by: string): string | undefined =>
      life.give('2026-06-10T10:00', { type: 'CorrectPosting', body: { clock: 'national-database', clickedAt: at('2026-06-05T10:00'), evidence: PROOF }, text: WORDS }, { by });
    expect(correct('officer')).toBe('second-person-required');
    expect(correct('head')).toBeUndefined();
    // Three working days after Friday 5 June.
    expect(end(life, 'counter')).toBe('2026-06-11T00:00:00');
    expect(life.state.clocks.filter(({ clock }) => clock === 'website').map(({ stopped }) => [stopped?.outcome, stopped?.inTime])).toEqual([['cancelled', true], ['done', true]]);
  });
});

describe('a correction', () => {
  test('makes rounds that were counted from what was entered wrongly count nowhere', () => {
    const life = new PublicationLife(decisionOf(), SETTINGS);
    life.post('website', '2026-06-05T10:00');
    // Signed on Friday 5 June and not on the 1st: entered when the first terms had passed.
    expect(life.give('2026-06-09T10:00', { type: 'CountAgain', body: { decidedOn: '2026-06-05', databaseLimit: { unit: 'working-days', amount: 5 } } })).toBeUndefined();
    const year = { from: at('2026-01-01T00:00'), until: at('2027-01-01T00:00'), at: at('2026-06-09T11:00') };
    const judged = life.state.clocks.map(({ clock, round, counting, ...each }) => [clock, round, judgeRound('clock-late', { clock, startedAt: counting.from, ...each }, year)?.isCounted]);
    expect(judged.filter(([, , late]) => late !== undefined)).toEqual([['website', 2, false]]);
  });

  test('leaves a ledger whose clocks can be counted again', () => {
    const life = new PublicationLife(decisionOf(), AFTER_DATABASE);
    life.post('national-database', '2026-06-03T10:00');
    life.post('website', '2026-06-09T09:00');
    life.give('2026-06-10T10:00', { type: 'CorrectPosting', body: { clock: 'national-database', clickedAt: at('2026-06-05T10:00'), evidence: PROOF }, text: WORDS }, { by: 'head' });
    life.give('2026-06-10T11:00', { type: 'CountAgain', body: { decidedOn: '2026-05-29', databaseLimit: { unit: 'working-days', amount: 2 } } });
    const book = bookOf();
    const events = life.events.map((event, index): CaseEvent => ({ ...event, seq: index + 1, cause: String(index), actor: SYSTEM_ACTOR, recordedAt: event.occurredAt, calendarSnapshot: book.snapshot }));
    expect(findClockFault(events, () => book)).toBeUndefined();
  });

  test('of a proof is judged by its click from then on, and both stay in the ledger', () => {
    const life = new PublicationLife(decisionOf(), SETTINGS);
    life.post('counter', '2026-06-09T10:00');
    expect(lastRound(life.state, 'counter')?.stopped?.inTime).toBe(false);
    expect(life.give('2026-06-10T10:00', { type: 'CorrectPosting', body: { clock: 'counter', clickedAt: at('2026-06-04T10:00'), evidence: PROOF }, text: WORDS }, { by: 'head' })).toBeUndefined();
    expect(life.events.slice(-2).map(({ type }) => type)).toEqual(['PostingCorrected', 'ClockStopped']);
    expect(life.events.filter(({ type }) => type === 'ClockStopped')).toHaveLength(2);
    expect(lastRound(life.state, 'counter')?.stopped?.inTime).toBe(true);
  });

  test('of something never posted is refused', () => {
    const life = new PublicationLife(decisionOf(), SETTINGS);
    expect(life.give('2026-06-10T10:00', { type: 'CorrectPosting', body: { clock: 'counter', clickedAt: at('2026-06-04T10:00'), evidence: PROOF }, text: WORDS }, { by: 'head' })).toBe('nothing-to-correct');
  });

  test('of the decision counts every clock from its true day, and is refused where something was posted before it', () => {
    const life = new PublicationLife(decisionOf(), SETTINGS);
    life.post('counter', '2026-06-02T10:00');
    const again = (decidedOn: string): string | undefined => life.give('2026-06-02T11:00', { type: 'CountAgain', body: { decidedOn, databaseLimit: { unit: 'working-days', amount: 2 } } });
    expect(again('2026-06-03')).toBe('proof-before-decision');
    expect(again('2026-05-29')).toBeUndefined();
    // Signed on Friday 29 May: two working days for the database, three for the website.
    expect([end(life, 'national-database'), end(life, 'website')]).toEqual(['2026-06-03T00:00:00', '2026-06-04T00:00:00']);
    expect(lastRound(life.state, 'counter')?.stopped).toMatchObject({ outcome: 'done', inTime: true, at: at('2026-06-02T10:00') });
    expect(life.post('website', '2026-05-30T10:00', '2026-06-02T12:00')).toBeUndefined();
  });

  test('that no longer names an item ends its publication, and nothing is due any more', () => {
    const life = new PublicationLife(decisionOf(), SETTINGS);
    life.give('2026-06-02T11:00', { type: 'WithdrawItem', body: {} });
    expect([life.state.outcome, life.state.clocks.every(({ stopped }) => stopped?.outcome === 'cancelled')]).toEqual(['withdrawn', true]);
  });
});
