import { describe, expect, test } from 'vitest';
import { at } from '../../../test/fixtures/calendar/calendars.js';
import { DossierLife } from '../../../test/fixtures/dossier-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import type { Rules } from './rules.js';

/** Cà Mau: the result is handed to the Centre half a day (01 buổi) before the appointment. */
function withLead(code: string): Rules {
  const rules = rulesOf(code, { pauseGrounds: ['expert-examination'] });
  return { ...rules, settings: { ...rules.settings, resultHandoverLead: { unit: 'working-days', amount: 0.5 } } };
}

/** Three working days from 19/8 09:00, decided by the department of culture, received at the Centre: due Saturday 22/8 09:00, which is worked. */
function atCentre(rules: Rules = withLead('1.014464')): DossierLife {
  return DossierLife.takenIn(rules, '2026-08-19T09:00', { agencyCode: 'H99.07', receivingAgencyCode: 'H99.02' });
}

const missed = (life: DossierLife): readonly string[] => life.story().filter((line) => line.startsWith('ResultHandoverMissed'));

describe('where a province wants the result half a day before the appointment', () => {
  test.each<readonly [paused: string | undefined, resumed: string | undefined, moment: string, due: string]>([
    // paused             resumed             recorded           due
    [undefined, undefined, '2026-08-21T15:00', '2026-08-22T09:00'],
    ['2026-08-20T09:00', '2026-08-20T10:00', '2026-08-21T16:00', '2026-08-22T10:00'],
    ['2026-08-21T14:30', '2026-08-24T14:30', '2026-08-24T15:00', '2026-08-25T09:00'],
  ])('paused %s to %s its absence at the desk is recorded at %s, four open hours before %s', (paused, resumed, moment, due) => {
    const life = atCentre();
    if (paused !== undefined && resumed !== undefined) {
      life.give(paused, 'PauseClock', { ground: 'expert-examination' });
      life.give(resumed, 'ResumeClock', {});
    }
    expect(life.dates.due).toBe(due);
    expect(missed(life.wake(due))).toEqual([`ResultHandoverMissed @ ${moment}`]);
  });

  test('it moves no date and makes nobody late: a result that comes after it and before the appointment is on time', () => {
    const life = atCentre();
    const before = life.dates;
    life.give('2026-08-22T08:00', 'RecordResult', {});
    expect([missed(life).length, life.dates, life.state.finish]).toEqual([1, before, { punctuality: 'on-time', delayMs: 0, at: at('2026-08-22T08:00'), left: { dueRemaining: { kind: 'working', ms: 3_600_000 } }, statutory: { stated: false } }]);
  });

  test('a result with the desk by then, or at that very moment, misses nothing', () => {
    const life = atCentre();
    life.give('2026-08-21T15:00', 'RecordResult', {});
    expect(missed(life.wake('2026-12-01T00:00'))).toEqual([]);
  });

  test('nothing is missed when the clock runs on with less than that left: it cannot be kept any more', () => {
    const life = atCentre();
    life.give('2026-08-21T16:00', 'PauseClock', { ground: 'expert-examination' });
    const before = missed(life);
    life.give('2026-08-24T16:00', 'ResumeClock', {});
    expect([before.length, missed(life.wake('2026-12-01T00:00')).length, life.dates.due]).toEqual([1, 1, '2026-08-25T09:00']);
  });

  test('an agency with the desk beside it has nothing to hand over', () => {
    const life = DossierLife.takenIn(withLead('1.012784'), '2026-08-19T09:00', { agencyCode: 'H99.05.01' });
    expect(missed(life.wake('2026-12-01T00:00'))).toEqual([]);
  });
});

test('where no province says so nothing is asked for before the appointment', () => {
  expect(missed(atCentre(rulesOf('1.014464')).wake('2026-12-01T00:00'))).toEqual([]);
});
