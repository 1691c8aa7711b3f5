import { expect, test } from 'vitest';
import { DossierLife, local, person } from '../../../test/fixtures/dossier-life.js';
import { procedureOf, rulesOf } from '../../../test/fixtures/rules.js';
import type { Rules } from './rules.js';
import { hasRunningStage, stageShares } from './stage-shares.js';

/** The house permit: 4 hours at the desk, 24 with the agency, 28 to the decision. */
const permit = rulesOf('1.013225');
const birth = rulesOf('2.002621');
const papers = { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '17' } }], reasonCode: 'incomplete' } as const;

function shares({ state }: DossierLife, rules: Rules, ...asked: readonly number[]): readonly string[] {
  return stageShares(state, rules.calendars, asked).map(({ stage, share, at }) => `${stage.id}#${String(stage.run)} ${String(share)} ${String(local(at))}`);
}

function withAgency(rules: Rules = permit): DossierLife {
  const life = DossierLife.takenIn(rules, '2026-08-17T07:00');
  life.give('2026-08-17T09:00', 'Forward', { stage: 'desk' });
  return life;
}

test('a stage has used a share when so much of its working time has passed, and is late from the moment after its end', () => {
  const life = DossierLife.takenIn(permit, '2026-08-17T07:00');
  expect(shares(life, permit, 50, 80)).toEqual(['desk#1 50 2026-08-17T09:00', 'desk#1 80 2026-08-17T10:12', 'desk#1 100 2026-08-17T11:00']);
  const [end] = stageShares(life.state, permit.calendars, []);
  expect(end === undefined ? undefined : end.at - (end.stage.targetAt ?? 0)).toBe(1);
});

test('a make-up Saturday counts, a day off does not', () => {
  const life = DossierLife.takenIn(permit, '2026-08-27T07:00');
  life.give('2026-08-27T13:00', 'Forward', { stage: 'desk' });
  expect(shares(life, permit, 50)).toEqual(['appraise#1 50 2026-08-28T17:00', 'appraise#1 100 2026-09-04T13:00']);
  const saturday = DossierLife.takenIn(permit, '2026-08-20T07:00');
  saturday.give('2026-08-20T13:00', 'Forward', { stage: 'desk' });
  expect(shares(saturday, permit, 50, 80)).toEqual(['appraise#1 50 2026-08-21T17:00', 'appraise#1 80 2026-08-22T16:12', 'appraise#1 100 2026-08-24T13:00']);
});

test('stages beside each other have shares of their own', () => {
  const life = DossierLife.takenIn(birth, '2026-08-19T07:30', { channel: 'online', caseCode: '2.002621.01' });
  life.give('2026-08-19T08:00', 'Accept', {}, person('clerk'));
  life.give('2026-08-19T09:00', 'Forward', { stage: 'birth' }, person('officer'));
  expect(shares(life, birth, 50).map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual(['residence#1 50', 'residence#1 100', 'health-card#1 50', 'health-card#1 100']);
});

test('no share is reached while the clock stands still', () => {
  const life = withAgency();
  expect(hasRunningStage(life.state)).toBe(true);
  life.give('2026-08-18T09:00', 'RequestSupplement', papers);
  expect([hasRunningStage(life.state), shares(life, permit, 50)]).toEqual([false, []]);
});

test('where the term goes on after a pause, time used before it counts', () => {
  const procedure = procedureOf('1.013225');
  const shifting = { ...permit, procedure: { ...procedure, supplement: { ...procedure.supplement, clock: 'shift' as const } } };
  const life = withAgency(shifting);
  life.give('2026-08-18T09:00', 'RequestSupplement', papers);
  life.give('2026-08-20T09:00', 'ReceiveSupplement', { components: [] });
  // 8 of 24 hours were used: 4 more to the half, 16 to the end.
  expect(shares(life, shifting, 50)).toEqual(['appraise#1 50 2026-08-20T15:00', 'appraise#1 100 2026-08-22T09:00']);
});

test('where the term begins anew after a pause, time used before it is not charged', () => {
  const life = withAgency();
  life.give('2026-08-18T09:00', 'RequestSupplement', papers);
  life.give('2026-08-20T09:00', 'ReceiveSupplement', { components: [] });
  expect(shares(life, permit, 50)).toEqual(['appraise#1 50 2026-08-21T15:00', 'appraise#1 100 2026-08-24T09:00']);
});

test('a stage done again goes on with what its earlier run left', () => {
  const life = withAgency();
  life.give('2026-08-18T09:00', 'Forward', { stage: 'appraise' });
  life.give('2026-08-18T10:00', 'ReturnToStage', { stage: 'appraise' });
  expect(shares(life, permit, 25, 50)).toEqual(['appraise#2 25 2026-08-18T10:00', 'appraise#2 50 2026-08-18T16:00', 'appraise#2 100 2026-08-20T10:00']);
});

test('the step that hands the result out has no term to use', () => {
  const life = withAgency();
  life.give('2026-08-18T09:00', 'Forward', { stage: 'appraise' });
  life.give('2026-08-18T10:00', 'Forward', { stage: 'process' });
  expect([hasRunningStage(life.state), shares(life, permit, 50)]).toEqual([false, []]);
});

test('beyond the calendar no share is known, and the end of the stage stands', () => {
  const life = withAgency();
  const calendars = {
    processing: (agency: string) => ({ ...permit.calendars.processing(agency), workingTimeBetween: () => permit.calendars.processing(agency).workingTimeBetween(life.state.receivedAt as never, 1e15 as never) }),
  };
  expect(stageShares(life.state, calendars, [50]).map(({ share }) => share)).toEqual([100]);
});
