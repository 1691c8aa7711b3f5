import { describe, expect, test } from 'vitest';
import { at } from '../../../test/fixtures/calendar/calendars.js';
import { DossierLife, person } from '../../../test/fixtures/dossier-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';

const household = rulesOf('1.001612');
const clerk = person('clerk');

function begun(): DossierLife {
  return DossierLife.takenIn(household, '2026-08-19T09:00');
}

function recorded(): DossierLife {
  const life = begun();
  life.give('2026-08-20T09:00', 'RecordResult', {}, clerk);
  return life;
}

describe('an applicant rates the service', () => {
  test.each([
    ['once the result is there', recorded, undefined],
    ['not while the dossier is under way', begun, 'not-allowed-in-status'],
  ] as const)('%s', (_when, life, refusal) => {
    const answer = life().try('2026-08-21T09:00', 'RateService', { rating: 'satisfied', channel: 'desk' }, clerk);
    expect('code' in answer ? answer.code : undefined).toBe(refusal);
  });

  test('again, and the last rating counts while both stand in the ledger', () => {
    const life = recorded();
    life.give('2026-08-21T09:00', 'RateService', { rating: 'dissatisfied', channel: 'kiosk' }, clerk);
    life.give('2026-09-04T09:00', 'RateService', { rating: 'very-satisfied', channel: 'portal' }, clerk);
    expect(life.state.rating).toMatchObject({ rating: 'very-satisfied', channel: 'portal', at: at('2026-09-04T09:00'), agency: 'H99.31' });
    expect(life.events.filter(({ type }) => type === 'ServiceRated')).toHaveLength(2);
  });

  test('and no date moves by it', () => {
    const life = recorded();
    const { dueAt, appointment, status } = life.state;
    life.give('2026-08-21T09:00', 'RateService', { rating: 'dissatisfied', channel: 'desk' }, clerk);
    expect(life.state).toMatchObject({ dueAt, appointment, status });
  });
});
