import { describe, expect, test } from 'vitest';
import { DossierLife, person, requestAt } from '../../../test/fixtures/dossier-life.js';
import { at } from '../../../test/fixtures/calendar/calendars.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import { waiveFees } from './intake.js';

const household = rulesOf('1.001612');
const clerk = person('clerk');
const HEAD = person('head');
const OLD = '000.00.31.H99-260819-0009';

function begun(): DossierLife {
  return DossierLife.takenIn(household, '2026-08-19T09:00');
}

function recorded(): DossierLife {
  const life = begun();
  life.give('2026-08-20T09:00', 'RecordResult', {}, clerk);
  return life;
}

function returned(): DossierLife {
  const life = recorded();
  life.give('2026-08-20T10:00', 'HandOver', { method: 'desk', identityChecked: true, authorised: false, signature: 'paper' }, clerk);
  return life;
}

describe('a fault is acknowledged', () => {
  test.each([
    // life, fault, refusal
    ['under way', begun, 'lost-dossier', undefined],
    ['under way', begun, 'wrong-result', 'no-result-to-correct'],
    ['at the desk', recorded, 'wrong-result', undefined],
    ['at the desk', recorded, 'lost-dossier', undefined],
    ['in the applicant’s hands', returned, 'wrong-result', undefined],
    ['in the applicant’s hands', returned, 'lost-dossier', 'not-allowed-in-status'],
  ] as const)('of a dossier %s (%#): %s, %s gives %s', (_, life, fault, refusal) => {
    const answer = life().try('2026-08-21T09:00', 'AcknowledgeFault', { fault, documentNumber: '2/TXL' }, HEAD);
    expect('code' in answer ? answer.code : undefined).toBe(refusal);
  });

  test.each([
    ['clerk', 'H99.31', false],
    ['officer', 'H99.31', false],
    ['head', 'H99.32', false],
    ['head', 'H99.31', true],
    ['signatory', 'H99.31', true],
    ['head', 'H99', true],
  ] as const)('by the %s of %s: %s', (role, agency, may) => {
    const answer = recorded().try('2026-08-21T09:00', 'AcknowledgeFault', { fault: 'wrong-result' }, person(role, agency));
    expect('code' in answer ? answer.code : 'applied').toBe(may ? 'applied' : 'not-authorised');
  });

  test('in words, once, and again only after the dossier was opened again for it', () => {
    const life = recorded();
    const again = (time: string): unknown => life.try(time, 'AcknowledgeFault', { fault: 'wrong-result' }, HEAD);
    expect(life.try('2026-08-21T08:00', 'AcknowledgeFault', { fault: 'wrong-result' }, HEAD, null)).toMatchObject({ code: 'text-required' });
    life.give('2026-08-21T09:00', 'AcknowledgeFault', { fault: 'wrong-result' }, HEAD);
    expect(again('2026-08-21T10:00')).toMatchObject({ code: 'fault-already-acknowledged' });
    life.give('2026-08-21T11:00', 'Reopen', { reasonCode: 'wrong-result' }, HEAD);
    life.give('2026-08-21T14:00', 'RecordResult', {}, clerk);
    expect(again('2026-08-21T15:00')).toMatchObject([{ type: 'FaultAcknowledged' }]);
    expect(life.state.fault).toEqual({ fault: 'wrong-result', at: at('2026-08-21T15:00') });
  });

  test('without moving a date: a lost file that is late stays late', () => {
    const life = begun().wake('2026-08-24T08:00');
    const { dates } = life;
    life.give('2026-08-24T09:00', 'AcknowledgeFault', { fault: 'lost-dossier' }, HEAD);
    life.give('2026-08-24T09:10', 'RecordCorrection', { dossier: '000.00.31.H99-260824-0001' });
    expect(life.dates).toEqual(dates);
    expect(life.state).toMatchObject({ becameLateAt: at('2026-08-22T09:00'), fault: { correctedBy: '000.00.31.H99-260824-0001' } });
  });
});

test('a correction of a dossier nobody acknowledged a fault of is refused', () => {
  expect(recorded().try('2026-08-21T09:00', 'RecordCorrection', { dossier: OLD })).toMatchObject({ code: 'fault-not-acknowledged' });
});

describe('what corrects a fault is free of charge', () => {
  const rules = rulesOf('1.013225');
  const correcting = (): DossierLife => DossierLife.takenIn(rules, '2026-08-19T09:00', { correctionOf: OLD });

  test('its fees are waived when it is taken in, with the ground; those of any other dossier are not touched', () => {
    const fees = rules.procedure.fees.map((_, index) => ({ fee: index + 1, amount: 0 }));
    expect(fees).not.toEqual([]);
    const now = at('2026-08-19T09:00');
    expect(waiveFees(requestAt('2026-08-19T09:00', { correctionOf: OLD }), rules, now)).toEqual([{ type: 'FeesAssessed', payload: { fees, ground: 'agency-fault' }, occurredAt: now }]);
    expect(waiveFees(requestAt('2026-08-19T09:00'), rules, now)).toEqual([]);
  });

  test.each([0, 20_000])('and nobody can assess or take %i dong for it unless that is nothing', (amount) => {
    const code = amount === 0 ? undefined : 'correction-free-of-charge';
    const codeOf = (answer: object): unknown => ('code' in answer ? answer.code : undefined);
    expect(codeOf(correcting().try('2026-08-19T10:00', 'AssessFees', { fees: [{ fee: 1, amount }] }, clerk))).toBe(code);
    expect(codeOf(correcting().try('2026-08-19T10:00', 'RecordPayment', { amount, method: 'cash', receiptNumber: 'B-1' }, clerk))).toBe(code);
  });
});
