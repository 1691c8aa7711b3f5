import { describe, expect, test } from 'vitest';
import { aText, DossierLife, local } from '../../../test/fixtures/dossier-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import { publicSteps } from './public-steps.js';
import { isRatable, papersAsked, publicTaskOf } from './public-task.js';

const household = rulesOf('1.001612');
const received = (): DossierLife => DossierLife.takenIn(household, '2026-08-19T09:00');
const asked = (): DossierLife => {
  const life = received();
  life.give('2026-08-20T10:00', 'RequestSupplement', { items: [{ component: 'H99-LV07-DENGHI' }, { component: 'H99-LV07-DENGHI' }, { legalBasis: { document: '118/2025/NĐ-CP', article: '8' } }], reasonCode: 'incomplete' });
  return life;
};
const done = (): DossierLife => {
  const life = received();
  life.give('2026-08-20T09:00', 'RecordResult', {});
  return life;
};

describe('what a dossier asks of its applicant', () => {
  test('is nothing while it is worked on, until its appointment', () => {
    const { state } = received();
    expect(publicTaskOf(state)).toEqual({ task: 'wait', by: state.appointment });
  });

  test('is the papers asked for, each once by its code, by the end of the applicant’s time', () => {
    const life = asked();
    expect(publicTaskOf(life.state)).toEqual({ task: 'supplement', by: life.state.supplements[0]?.applicantDueAt });
    expect(papersAsked(life.events)).toEqual({ components: ['H99-LV07-DENGHI'], others: true });
  });

  test('is to collect the result from when it is there, and nothing once it was handed over', () => {
    const life = done();
    const told = publicTaskOf(life.state);
    expect([told.task, local(told.from)]).toEqual(['collect', '2026-08-20T09:00']);
    life.give('2026-08-21T09:00', 'HandOver', { method: 'desk', identityChecked: true, authorised: false, signature: 'paper' });
    expect(publicTaskOf(life.state)).toEqual({ task: 'nothing' });
  });

  test('is to wait for the post where the result is on its way by it', () => {
    const life = DossierLife.takenIn(household, '2026-08-19T09:00', { resultDelivery: 'post' });
    life.give('2026-08-20T09:00', 'RecordResult', {});
    expect(publicTaskOf(life.state).task).toBe('wait-delivery');
    life.give('2026-08-20T10:00', 'DispatchResult', { trackingNumber: 'EE123456789VN' });
    expect(publicTaskOf(life.state).task).toBe('wait-post');
  });

  test.each([
    ['once there is a result', done, true],
    ['not before', received, false],
  ] as const)('and it is rated %s', (_when, life, isAllowed) => {
    expect(isRatable(life().state)).toBe(isAllowed);
  });
});

test('the steps the public is told are those of the applicant’s way, without words, reasons or persons', () => {
  const life = asked();
  life.give('2026-08-21T10:00', 'RecordContact', { party: 'applicant' });
  life.give('2026-08-24T10:00', 'ReceiveSupplement', {});
  const steps = publicSteps(life.events);
  expect(steps.map(({ step, at }) => [step, local(at)])).toEqual([
    ['received', '2026-08-19T09:00'],
    ['supplement-asked', '2026-08-20T10:00'],
    ['supplement-received', '2026-08-24T10:00'],
  ]);
  expect(JSON.stringify(steps)).not.toMatch(new RegExp(`${aText.commitment}|incomplete|subject`));
});
