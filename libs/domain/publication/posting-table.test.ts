import { describe, expect, test } from 'vitest';
import { decisionOf, PublicationLife, publishingWith } from '../../../test/fixtures/announcements.js';
import { calendarOf, demoProvince, national } from '../../../test/fixtures/calendar/calendars.js';
import { bookOf } from '../../../test/fixtures/rules.js';
import { movedClocks } from '../deadline-case/case-clocks.js';
import { lastRound } from '../deadline-case/case-state.js';
import { formatLocalTime, instant, MS_PER_HOUR, parseInstant } from '../time/instant.js';
import type { AnnouncementFacts, IssuerLevel, ItemChange, SubjectKind } from './announcement.js';
import { POSTING_PLACES, type PostingPlace } from './publication-settings.js';

type Days = 2 | 3 | 5 | 10;

/** Last days of terms that count from the day of the signature, which is not counted, each by the official days off. */
const SIGNED: readonly { readonly on: string; readonly last: Readonly<Record<Days, string>>; readonly over: string }[] = [
  { on: '2026-06-01', last: { 2: '2026-06-03', 3: '2026-06-04', 5: '2026-06-08', 10: '2026-06-15' }, over: 'ordinary weeks, signed on a Monday' },
  { on: '2026-02-11', last: { 2: '2026-02-13', 3: '2026-02-23', 5: '2026-02-25', 10: '2026-03-04' }, over: 'Tết: 14 to 22 February are off' },
  { on: '2026-08-20', last: { 2: '2026-08-22', 3: '2026-08-24', 5: '2026-08-26', 10: '2026-09-07' }, over: 'Saturday 22 August works, 29 August to 2 September are off' },
  { on: '2026-01-10', last: { 2: '2026-01-13', 3: '2026-01-14', 5: '2026-01-16', 10: '2026-01-23' }, over: 'signed on the make-up Saturday itself' },
  { on: '2026-04-26', last: { 2: '2026-04-29', 3: '2026-05-04', 5: '2026-05-06', 10: '2026-05-13' }, over: 'signed on a Sunday; 27 and 30 April, 1 May are off' },
];

/** Working days of every clock, and of none where there is no such clock: the law's for the database, three for the rest by these settings. */
const TERMS: readonly (readonly [IssuerLevel, 'normal' | 'fast-track', ItemChange, Readonly<Partial<Record<PostingPlace, Days>>>])[] = [
  ['province', 'normal', 'new', { 'national-database': 5, counter: 3, website: 3, portal: 3, 'internal-process': 3 }],
  ['province', 'normal', 'amended', { 'national-database': 5, counter: 3, website: 3, portal: 3, 'internal-process': 3 }],
  ['province', 'normal', 'repealed', { 'national-database': 5, counter: 3, website: 3 }],
  ['province', 'fast-track', 'new', { 'national-database': 2, counter: 3, website: 3, portal: 3, 'internal-process': 3 }],
  ['province', 'fast-track', 'amended', { 'national-database': 2, counter: 3, website: 3, portal: 3, 'internal-process': 3 }],
  ['province', 'fast-track', 'repealed', { 'national-database': 2, counter: 3, website: 3 }],
  ['ministry', 'normal', 'new', { 'national-database': 10, counter: 3, website: 3, portal: 3, 'internal-process': 3 }],
  ['ministry', 'normal', 'amended', { 'national-database': 10, counter: 3, website: 3, portal: 3, 'internal-process': 3 }],
  ['ministry', 'normal', 'repealed', { 'national-database': 10, counter: 3, website: 3 }],
  ['ministry', 'fast-track', 'new', { 'national-database': 2, counter: 3, website: 3, portal: 3, 'internal-process': 3 }],
  ['ministry', 'fast-track', 'amended', { 'national-database': 2, counter: 3, website: 3, portal: 3, 'internal-process': 3 }],
  ['ministry', 'fast-track', 'repealed', { 'national-database': 2, counter: 3, website: 3 }],
];

const KINDS: readonly SubjectKind[] = ['procedure', 'group'];
const PRODUCT = TERMS.flatMap(([level, track, change, terms]) => KINDS.map((kind) => ({ level, track, change, kind, terms })));
const SETTINGS = publishingWith();

function factsOf({ level, track, change, kind }: (typeof PRODUCT)[number], signedOn: string): AnnouncementFacts {
  return decisionOf({
    issuer: { agency: level === 'province' ? 'H99' : 'G17', level },
    signedOn,
    items: [{ kind, code: '1.013225', version: 1, change }],
    ...(track === 'normal' ? {} : { fastTrack: { ground: { document: '12/2026/QĐ-UBND' }, promulgatedOn: signedOn } }),
  });
}

/** The last moment of a day, as a clock ends: 24:00. */
function endOf(day: string): string {
  return formatLocalTime(instant(parseInstant(`${day}T00:00:00+07:00`) + 24 * MS_PER_HOUR));
}

function ends({ state }: PublicationLife): Partial<Record<string, string>> {
  return Object.fromEntries(POSTING_PLACES.flatMap((place) => {
    const clock = lastRound(state, place);
    return clock === undefined ? [] : [[place, formatLocalTime(instant(clock.dueAt))]];
  }));
}

describe.each(PRODUCT)('$level, $track, $change $kind', (row) => {
  test.each(SIGNED)(`every clock of a ${row.level} ${row.track} decision on a ${row.change} ${row.kind} signed on $on ends at 24:00 of its own day – $over`, ({ on, last }) => {
    const expected = Object.fromEntries(Object.entries(row.terms).map(([place, days]) => [place, endOf(last[days])]));
    expect(ends(new PublicationLife(factsOf(row, on), SETTINGS))).toEqual(expected);
  });

  test.each(SIGNED)(`the click decides for a ${row.level} ${row.track} ${row.change} ${row.kind} signed on $on, not the entry a month later – $over`, ({ on, last }) => {
    const month = '2026-12-01T10:00';
    for (const [place, days] of Object.entries(row.terms)) {
      const [inTime, late] = [new PublicationLife(factsOf(row, on), SETTINGS), new PublicationLife(factsOf(row, on), SETTINGS)];
      expect([inTime.post(place, `${last[days]}T23:59`, month), late.post(place, `${endOf(last[days]).slice(0, 10)}T00:01`, month)]).toEqual([undefined, undefined]);
      expect([inTime, late].map(({ state }) => lastRound(state, place)?.stopped?.inTime)).toEqual([true, false]);
      // The ledger shows that both were recorded late.
      expect([inTime, late].map(({ state }) => lastRound(state, place)?.becameLate)).toEqual([true, true]);
    }
  });

  test(`a day off published in the middle puts off what ends after it, and taking it back moves nothing earlier, for a ${row.level} ${row.track} ${row.change} ${row.kind}`, () => {
    // Signed on Monday 1 June: the office is closed on Thursday 4 June by a notice of 2 June, which one of 3 June takes back.
    const later: Readonly<Record<Days, string>> = { 2: '2026-06-03', 3: '2026-06-05', 5: '2026-06-09', 10: '2026-06-16' };
    const life = new PublicationLife(factsOf(row, '2026-06-01'), SETTINGS);
    const closed = calendarOf(national, demoProvince, { id: 'storm', name: 'Bão', days: [{ date: '2026-06-04', kind: 'closure', name: 'Bão', source: '99/QĐ-UBND', reason: 'storm' }] });
    life.take(movedClocks(life.state, bookOf(closed), instant(parseInstant('2026-06-02T10:00:00+07:00'))));
    const expected = Object.fromEntries(Object.entries(row.terms).map(([place, days]) => [place, endOf(later[days])]));
    expect(ends(life)).toEqual(expected);
    life.take(movedClocks(life.state, bookOf(), instant(parseInstant('2026-06-03T10:00:00+07:00'))));
    expect(ends(life)).toEqual(expected);
  });
});

test('the table is the whole product of decision types, and each of its clocks stands in it', () => {
  expect(new Set(PRODUCT.map(({ level, track, change, kind }) => `${level} ${track} ${change} ${kind}`)).size).toBe(2 * 2 * 3 * 2);
  expect(PRODUCT.reduce((sum, { terms }) => sum + Object.keys(terms).length, 0)).toBe(2 * 2 * 2 * (5 + 5 + 3));
});
