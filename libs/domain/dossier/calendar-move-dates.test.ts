import { describe, expect, test } from 'vitest';
import { at, calendarOf, demoProvince, national } from '../../../test/fixtures/calendar/calendars.js';
import { DossierLife, person } from '../../../test/fixtures/dossier-life.js';
import { bookOf, rulesOf } from '../../../test/fixtures/rules.js';
import { findDateFault } from './recompute.js';
import type { CalendarBook } from './rules.js';

const SESSION = { document: '16/2017/QH14', article: '20', clause: '3' };
const FIXED = { dueAt: at('2026-12-09T10:00'), basis: SESSION, documentNumber: '12/TB-HĐND' };

function closed(...dates: readonly string[]): CalendarBook {
  const days = dates.map((date) => ({ date, kind: 'closure', name: 'Nghỉ', source: '1/TB' }) as const);
  return bookOf(calendarOf(national, demoProvince, { id: 'agency', name: 'Cơ quan', days }), `closed ${dates.join(', ')}`);
}

function council(): DossierLife {
  return DossierLife.takenIn(rulesOf('3.000152'), '2026-08-19T09:00', { agencyCode: 'H99.05', receivingAgencyCode: 'H99.02' });
}

function fixedBy(how: 'intake' | 'command'): DossierLife {
  const life = how === 'command' ? council() : DossierLife.takenIn(rulesOf('3.000152'), '2026-08-19T09:00', { agencyCode: 'H99.05', receivingAgencyCode: 'H99.02', fixed: FIXED });
  if (how === 'command') {
    life.give('2026-08-20T08:00', 'FixDueDate', FIXED);
  }
  return life;
}

describe('a calendar published over a date a person set', () => {
  test.each([
    ['intake', ['2026-12-09'], '2026-12-10T10:00', 'its day became off: the next working day at the same hour (Civil Code Art. 148.5)'],
    ['command', ['2026-12-09', '2026-12-10'], '2026-12-11T10:00', 'so did the day after it'],
    ['command', ['2026-12-08'], '2026-12-09T10:00', 'no other day moves it, for nobody counted days'],
  ] as const)('set at %s closes %j: %s, %s', (how, dates, due, _why) => {
    const life = fixedBy(how);
    life.publish('2026-08-21T08:00', closed(...dates));
    expect(life.dates).toEqual({ first: '2026-12-09T10:00', due, appointment: due });
    expect(findDateFault(life.events, life.rulesOf)).toBeUndefined();
  });
});

test('a legal maximum moves like a term, and still promises nothing', () => {
  const life = council();
  expect(life.dates.due).toBe('2026-10-23T17:00');
  life.publish('2026-08-21T08:00', closed('2026-09-08'));
  expect(life.dates).toEqual({ first: undefined, due: '2026-10-26T17:00', appointment: undefined });
  expect(findDateFault(life.events, life.rulesOf)).toBeUndefined();
});

test.each([
  [{ extension: 'two-working-days' }, '2026-08-21T17:00', '2026-08-22T17:00', 'what the ground allows is counted again'],
  [{ extension: 'two-working-days', dueAt: at('2026-08-20T10:00') }, '2026-08-20T10:00', '2026-08-21T10:00', 'a date asked for moves off a day off'],
])('an extension %o gives %s, and %s once 20/8 is closed: %s', (body, before, after, _why) => {
  const life = DossierLife.takenIn(rulesOf('2.000815'), '2026-08-19T09:00');
  life.give('2026-08-19T10:00', 'ExtendTerm', body, person('clerk'));
  expect(life.dates.due).toBe(before);
  life.publish('2026-08-19T16:00', closed('2026-08-20'));
  expect(life.dates.due).toBe(after);
  expect(findDateFault(life.events, life.rulesOf)).toBeUndefined();
});
