import { describe, expect, test } from 'vitest';
import { DossierLife, local, person } from '../../../test/fixtures/dossier-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import { holdersOf } from './state.js';

const HOUR = 3_600_000;
const tuition = rulesOf('1.005144');
const birth = rulesOf('2.002621');
const clerk = person('clerk');
/** Officers of the agencies that own the stages beside each other in the birth group. */
const residence = person('officer', 'H99.81');
const healthCard = person('officer', 'H99.82');

function counter(): DossierLife {
  return DossierLife.takenIn(tuition, '2026-08-19T09:00');
}

/** Received 07:30 on 19/8; birth 8 h, then residence and health card 16 h each, side by side. */
function birthGroup(): DossierLife {
  const life = DossierLife.takenIn(birth, '2026-08-19T07:30', { channel: 'online', caseCode: '2.002621.01' });
  life.give('2026-08-19T08:00', 'Accept', {}, clerk);
  return life;
}

function open(life: DossierLife): readonly string[] {
  return life.state.stages.filter(({ status }) => status === 'open').map(({ id }) => id);
}

describe('stages of one group', () => {
  test('are planned side by side from the start of the term and meet it when their budgets fill it', () => {
    expect(birthGroup().state.stages.map(({ id, agency, targetAt }) => [id, agency, local(targetAt)])).toEqual([
      ['birth', 'H99.31', '2026-08-20T07:30'],
      ['residence', 'H99.81', '2026-08-22T07:30'],
      ['health-card', 'H99.82', '2026-08-22T07:30'],
      ['return', 'H99.31', undefined],
    ]);
  });

  test('open together, each with its own agency, and the next group only after the last of them', () => {
    const life = birthGroup();
    life.give('2026-08-19T15:30', 'Forward', {}, clerk);
    expect(open(life)).toEqual(['residence', 'health-card']);
    life.give('2026-08-20T10:00', 'Forward', {}, healthCard);
    expect(open(life)).toEqual(['residence']);
    life.give('2026-08-21T10:00', 'Forward', { stage: 'residence' });
    expect(open(life)).toEqual(['return']);
    expect([life.stage('birth').usedMs, life.stage('health-card').usedMs, life.stage('residence').usedMs]).toEqual([6 * HOUR, 4.5 * HOUR, 12.5 * HOUR]);
  });

  test('go on when the other receiver refuses: only the refused stage is handed over again', () => {
    const life = birthGroup();
    life.give('2026-08-19T15:30', 'Forward', {}, clerk);
    life.give('2026-08-20T07:30', 'RefuseHandover', { stage: 'residence' }, residence);
    expect(open(life)).toEqual(['birth', 'health-card']);
    life.give('2026-08-20T08:00', 'Forward', { stage: 'birth' });
    expect([open(life), life.stage('health-card').run]).toEqual([['residence', 'health-card'], 1]);
    life.give('2026-08-20T09:00', 'Forward', { stage: 'health-card' });
    expect(life.stage('health-card').usedMs).toBe(3.5 * HOUR);
    expect(life.state.stages.map(({ id, run, status }) => [id, run, status])).toEqual([
      ['birth', 2, 'done'],
      ['residence', 2, 'open'],
      ['health-card', 1, 'done'],
      ['return', 1, 'pending'],
    ]);
  });

  test('passed on before the term begins count from its beginning, like the term', () => {
    const life = DossierLife.takenIn(birth, '2026-08-19T15:30', { channel: 'online', caseCode: '2.002621.01' });
    life.give('2026-08-19T15:40', 'Accept', {}, clerk);
    life.give('2026-08-19T16:00', 'Forward', {}, clerk);
    life.give('2026-08-20T08:00', 'Forward', { stage: 'residence' });
    expect([life.stage('birth').usedMs, life.stage('residence').usedMs, local(life.stage('residence').targetAt)]).toEqual([0, HOUR, '2026-08-22T07:00']);
  });

  test('that are both refused open the sender’s stage once, without losing its time', () => {
    const life = birthGroup();
    life.give('2026-08-19T15:30', 'Forward', {}, clerk);
    life.give('2026-08-20T07:30', 'RefuseHandover', { stage: 'residence' }, residence);
    life.give('2026-08-20T08:30', 'RefuseHandover', { stage: 'health-card' }, healthCard);
    expect(life.all('HandoverRefused').map(({ reopened }) => reopened?.stage)).toEqual(['birth', undefined]);
    life.give('2026-08-20T09:30', 'Forward', { stage: 'birth' });
    expect([life.stage('birth').usedMs, life.stage('birth').run, open(life)]).toEqual([8 * HOUR, 2, ['residence', 'health-card']]);
  });
});

describe('a repeated stage', () => {
  test('gets what its earlier runs left of its budget, and its time stays with it', () => {
    const life = counter();
    life.give('2026-08-19T10:00', 'Forward', {}, clerk);
    life.give('2026-08-19T14:00', 'Forward', {});
    life.give('2026-08-20T09:00', 'ReturnToStage', { stage: 'assign' });
    expect(life.stage('assign')).toMatchObject({ run: 2, status: 'open', usedMs: 2 * HOUR });
    expect(local(life.stage('assign').targetAt)).toBe('2026-08-20T11:00');
    expect(life.stage('process')).toMatchObject({ run: 1, status: 'pending', usedMs: 5 * HOUR });
    life.give('2026-08-20T10:00', 'Forward', {});
    // 58 h less the 5 h of its first run: 53 h from 20/8 10:00.
    expect([life.stage('process').run, local(life.stage('process').targetAt)]).toEqual([2, '2026-08-27T17:00']);
  });

  test('whose budget is used up is late at once in its new run', () => {
    const life = counter();
    life.give('2026-08-19T15:00', 'Forward', {}, clerk);
    life.give('2026-08-19T16:00', 'ReturnToStage', { stage: 'desk' });
    life.wake('2026-08-19T16:00');
    expect(life.all('StageBecameLate').map(({ stage, run, targetAt }) => [stage, run, local(targetAt)])).toEqual([
      ['desk', 1, '2026-08-19T11:00'],
      ['desk', 2, '2026-08-19T16:00'],
    ]);
  });

  test('has its whole budget again after the term began again from zero, and keeps the time it used', () => {
    const life = counter();
    life.give('2026-08-19T10:00', 'Forward', {}, clerk);
    life.give('2026-08-19T14:00', 'RequestSupplement', { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '8' } }], reasonCode: 'incomplete' });
    life.give('2026-08-24T07:00', 'ReceiveSupplement', {}, clerk);
    life.give('2026-08-24T08:00', 'Forward', {});
    life.give('2026-08-24T09:00', 'ReturnToStage', { stage: 'assign' });
    expect([life.stage('assign').usedMs, local(life.stage('assign').targetAt)]).toEqual([3 * HOUR, '2026-08-24T14:00']);
  });

  test.each([
    ['process', 'stage-not-earlier', 'the present one'],
    ['review', 'stage-not-earlier', 'a later one'],
    ['no-such-stage', 'unknown-stage', 'one the case does not have'],
  ])('is never %s (%s): it is %s', (stage, code) => {
    const life = counter();
    life.give('2026-08-19T10:00', 'Forward', {}, clerk);
    life.give('2026-08-19T14:00', 'Forward', {});
    expect(life.try('2026-08-20T09:00', 'ReturnToStage', { stage })).toMatchObject({ code, data: { stage } });
  });
});

describe('a hand-over', () => {
  test('is accepted once, by a command or by assigning somebody', () => {
    const life = counter();
    life.give('2026-08-19T10:00', 'Forward', {}, clerk);
    expect(life.stage('assign').awaitingAcceptanceFrom).toBe('desk');
    life.give('2026-08-19T10:30', 'AcceptHandover', {});
    expect(life.try('2026-08-19T10:31', 'AcceptHandover', {})).toMatchObject({ code: 'handover-already-accepted' });
    expect(life.try('2026-08-19T10:31', 'RefuseHandover', {})).toMatchObject({ code: 'handover-already-accepted' });
    expect(life.try('2026-08-19T10:31', 'RecallHandover', {})).toMatchObject({ code: 'no-handover-to-recall' });
    life.give('2026-08-19T14:00', 'Forward', {});
    life.give('2026-08-19T14:30', 'Assign', { officer: 'officer-7' });
    expect(life.stage('process')).toMatchObject({ officer: 'officer-7', status: 'open' });
    expect(life.stage('process').awaitingAcceptanceFrom).toBeUndefined();
  });

  test('recalled before it was accepted goes back with what the sender had left; the time between stays with the receiver', () => {
    const life = counter();
    life.give('2026-08-19T10:00', 'Forward', {}, clerk);
    life.give('2026-08-19T14:00', 'RecallHandover', {}, clerk);
    expect(open(life)).toEqual(['desk']);
    expect([life.stage('desk').usedMs, life.stage('assign').usedMs, local(life.stage('desk').targetAt)]).toEqual([HOUR, 2 * HOUR, '2026-08-19T15:00']);
  });

  test('is refused with a reason', () => {
    const life = counter();
    life.give('2026-08-19T10:00', 'Forward', {}, clerk);
    expect(life.try('2026-08-19T10:30', 'RefuseHandover', {}, person('officer'), null)).toMatchObject({ code: 'text-required' });
  });

  test.each([
    // command            given by                         answer
    ['AcceptHandover', residence, 'accepted'],
    ['RefuseHandover', residence, 'accepted'],
    ['AcceptHandover', clerk, 'not-authorised'],
    ['RefuseHandover', clerk, 'not-authorised'],
    ['RecallHandover', clerk, 'accepted'],
    ['RecallHandover', residence, 'not-authorised'],
    ['RecallHandover', person('head', 'H99'), 'accepted'],
  ] as const)('has two sides: %s by %o is %s', (type, by, answer) => {
    const life = birthGroup();
    life.give('2026-08-19T15:30', 'Forward', {}, clerk);
    const given = life.try('2026-08-19T16:00', type, type === 'RecallHandover' ? {} : { stage: 'residence' }, by);
    expect('code' in given ? given.code : 'accepted').toBe(answer);
  });

  test('leaves the sender among those who have the dossier in hand until it is accepted', () => {
    const life = birthGroup();
    life.give('2026-08-19T15:30', 'Forward', {}, clerk);
    expect(holdersOf(life.state)).toEqual(['H99.81', 'H99.31', 'H99.82']);
    life.give('2026-08-19T16:00', 'AcceptHandover', { stage: 'residence' }, residence);
    life.give('2026-08-19T16:00', 'Assign', { stage: 'health-card', officer: 'officer-3' }, healthCard);
    expect(holdersOf(life.state)).toEqual(['H99.81', 'H99.82']);
  });

  test('of the last stage is refused: its end is the result', () => {
    const life = DossierLife.takenIn(rulesOf('1.001612'), '2026-08-19T09:00');
    for (const when of ['2026-08-19T10:00', '2026-08-19T11:00']) {
      life.give(when, 'Forward', {});
    }
    expect(open(life)).toEqual(['return']);
    expect(life.try('2026-08-19T14:00', 'Forward', {})).toMatchObject({ code: 'last-stage-needs-result', data: { stage: 'return' } });
    expect(life.try('2026-08-19T14:00', 'Forward', { stage: 'desk' })).toMatchObject({ code: 'stage-not-open' });
    expect(life.stage('return').targetAt).toBeUndefined();
  });
});

test('a late stage and a late dossier are two facts', () => {
  const life = counter();
  life.give('2026-08-20T09:00', 'Forward', {}, clerk);
  life.give('2026-08-20T10:00', 'RecordResult', {}, clerk);
  expect(life.all('StageBecameLate')).toMatchObject([{ stage: 'desk', run: 1 }]);
  expect([life.state.finish?.punctuality, life.all('DossierBecameLate')]).toEqual(['early', []]);
});

describe('a transfer to another competent agency', () => {
  test('takes along unfinished stages of the deciding agency, moves no date, and books the time used so far', () => {
    const life = counter();
    life.give('2026-08-19T10:00', 'Forward', {}, clerk);
    life.give('2026-08-19T10:30', 'Assign', { officer: 'officer-7' });
    const before = life.dates;
    life.give('2026-08-19T14:00', 'Transfer', { agency: 'H99.32', reasonCode: 'competence' });
    life.give('2026-08-19T15:00', 'Forward', {});
    expect(life.dates).toEqual(before);
    expect(life.state.stages.map(({ id, agency }) => [id, agency]).slice(0, 3)).toEqual([
      ['desk', 'H99.31'],
      ['assign', 'H99.32'],
      ['process', 'H99.32'],
    ]);
    expect([life.stage('assign').usedMs, life.stage('assign').officer, life.stage('return').agency]).toEqual([3 * HOUR, undefined, 'H99.31']);
  });

  test.each([
    ['H99.31', 'same-agency'],
    ['H99.06', 'agency-not-competent'],
    ['H98.01', 'unknown-agency'],
  ])('to %s is refused: %s', (agency, code) => {
    expect(counter().try('2026-08-19T14:00', 'Transfer', { agency, reasonCode: 'competence' })).toMatchObject({ code, data: { agency } });
  });
});

describe('work is moved by the people of the agency whose stage it is', () => {
  const centre = person('clerk', 'H99.02');
  const department = person('officer', 'H99.07');
  const office = person('officer', 'H99.01');

  /** Received at the centre, decided by a department, signed by the province's chairman. */
  function atDepartment(): DossierLife {
    const life = DossierLife.takenIn(rulesOf('1.014464'), '2026-08-19T09:00', { agencyCode: 'H99.07' });
    life.give('2026-08-19T10:00', 'Forward', {}, centre);
    return life;
  }

  test.each([
    ['the desk that sent it', 'Forward', {}, centre, 'not-authorised'],
    ['the office whose turn comes later', 'Forward', {}, office, 'not-authorised'],
    ['the department', 'Forward', {}, department, 'accepted'],
    ['the province’s own body', 'Forward', {}, person('officer', 'H99'), 'accepted'],
    ['the head of a commune', 'Assign', { officer: 'officer-3' }, person('head', 'H99.31'), 'not-authorised'],
    ['the department', 'Assign', { officer: 'officer-3' }, department, 'accepted'],
    ['a head above it', 'Assign', { officer: 'officer-3' }, person('head', 'H99'), 'accepted'],
    ['an officer at the desk', 'ReturnToStage', { stage: 'desk' }, person('officer', 'H99.02'), 'not-authorised'],
    ['the department', 'ReturnToStage', { stage: 'desk' }, department, 'accepted'],
    ['a clerk in the department', 'RecordResult', {}, person('clerk', 'H99.07'), 'not-authorised'],
    ['an officer of the department', 'RecordResult', {}, department, 'not-authorised'],
    ['the desk that received the dossier', 'RecordResult', {}, centre, 'accepted'],
    ['a clerk of the province’s own body', 'RecordResult', {}, person('clerk', 'H99'), 'accepted'],
  ] as const)('%s: %s of what lies with the department, %o by %o, is %s', (_who, type, body, by, answer) => {
    const given = atDepartment().try('2026-08-19T11:00', type, body, by);
    expect('code' in given ? given.code : 'accepted').toBe(answer);
  });

  test('and a refusal names the agency whose it is', () => {
    expect(atDepartment().try('2026-08-19T11:00', 'Forward', {}, centre)).toMatchObject({ code: 'not-authorised', data: { stage: 'appraise', agency: 'H99.07' } });
    expect(atDepartment().try('2026-08-19T11:00', 'RecordResult', {}, person('clerk', 'H99.07'))).toMatchObject({ code: 'not-authorised', data: { agency: 'H99.02' } });
  });

  test('who names no stage moves the one of their own, and sends back what others work on beside it', () => {
    const life = birthGroup();
    life.give('2026-08-19T15:30', 'Forward', {}, clerk);
    life.give('2026-08-19T16:00', 'Assign', { officer: 'officer-3' }, healthCard);
    expect([life.stage('health-card').officer, life.stage('residence').officer]).toEqual(['officer-3', undefined]);
    life.give('2026-08-19T16:30', 'ReturnToStage', { stage: 'birth' }, healthCard);
    expect(open(life)).toEqual(['birth']);
  });
});
