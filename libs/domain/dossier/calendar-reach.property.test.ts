import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarOf, demoProvince, national } from '../../../test/fixtures/calendar/calendars.js';
import { drawLife, Draws, replay } from '../../../test/fixtures/random-life.js';
import { agencies, bookOf, rulesOf } from '../../../test/fixtures/rules.js';
import { addCalendarDays, formatLocalDate } from '../time/local-date.js';
import { instant, localDateOf, MS_PER_DAY } from '../time/instant.js';
import { moveToCalendar } from './calendar-move.js';
import { changedAgencies, isBeyondReach } from './calendar-reach.js';
import type { Rules } from './rules.js';

const LIVES = [
  ['1.012994', '2026-08-19T09:00', {}],
  ['1.115778', '2026-08-20T10:15', { agencyCode: 'H99.05.01' }],
  ['2.002621', '2026-08-20T15:30', { channel: 'online', caseCode: '2.002621.01' }],
  ['1.014466', '2026-08-10T08:00', { agencyCode: 'H99.05', caseCode: '1.014466.02' }],
] as const;

test('a change beyond the reach of a dossier records nothing when the dossier passes it, and many changes are', () => {
  const seen = { beyond: 0, within: 0 };
  const drawn = fc.record({
    which: fc.nat(LIVES.length - 1),
    numbers: fc.array(fc.nat(9_999), { minLength: 60, maxLength: 60 }),
    length: fc.integer({ min: 0, max: 12 }),
    waited: fc.constantFrom(1, 3_600_000, 2 * MS_PER_DAY),
    closedAfter: fc.integer({ min: 1, max: 70 }),
  });
  fc.assert(
    fc.property(drawn, ({ which, numbers, length, waited, closedAfter }) => {
      const [code, receivedAt, asked] = LIVES[which] ?? LIVES[0];
      const before = rulesOf(code);
      const life = drawLife(before, receivedAt, asked, length, new Draws(numbers));
      const last = life.commands.at(-1)?.at ?? life.opening.occurredAt;
      const { state, ledger } = replay(life, [{ at: last, ahead: 0 }], 0);
      const date = formatLocalDate(addCalendarDays(localDateOf(last), closedAfter));
      const stated = (national.days ?? []).some((day) => day.date === date || day.swapWith === date);
      const storm = { id: 'storm', name: 'x', days: stated ? [] : [{ date, kind: 'closure' as const, name: 'x', source: 'x' }] };
      const after: Rules = { ...before, calendars: bookOf(calendarOf(national, demoProvince, storm), 'changed') };
      const plain: Rules = { ...before, calendars: bookOf(calendarOf(national, demoProvince), before.calendars.snapshot) };
      const at = instant(last + waited);
      const events = ledger.map(({ event }) => ({ ...event, calendarSnapshot: plain.calendars.snapshot }));
      const isBeyond = isBeyondReach(events, state, changedAgencies(plain.calendars, after.calendars, agencies.keys()), at);
      seen[isBeyond ? 'beyond' : 'within'] += 1;
      if (isBeyond) {
        const rules = (snapshot: string): Rules => (snapshot === 'changed' ? after : plain);
        expect(moveToCalendar(events, state, { before: plain, after, rulesOf: rules, at }).recorded).toEqual([]);
      }
    }),
    { seed: 20261124, numRuns: 250 },
  );
  expect(seen.beyond).toBeGreaterThan(40);
  expect(seen.within).toBeGreaterThan(40);
});
