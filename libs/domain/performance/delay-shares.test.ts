import { describe, expect, test } from 'vitest';
import { DossierLife } from '../../../test/fixtures/dossier-life.js';
import { procedureOf, rulesOf } from '../../../test/fixtures/rules.js';
import type { CommandBodies, CommandType } from '../dossier/commands.js';
import type { Rules } from '../dossier/rules.js';
import type { Stage } from '../procedure/procedure.js';
import { shareDelay } from './delay-shares.js';
import { walkDelay } from './delay-walk.js';
import { at, importedEvent } from './test-support/made-events.js';

const COMMUNE = 'H99.31';
const PERMIT = procedureOf('1.005144');
const PAPERS: CommandBodies['RequestSupplement'] = { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '8' } }], reasonCode: 'incomplete' };

function stage(id: string, owner: Stage['owner'], hours: number): Stage {
  return { id, name: id, owner, budget: { unit: 'office-hours', amount: hours } };
}

/** Five working days: check 8 h, judge 16 h and consent 16 h at H99.81, then the return step, which has no time of its own. */
function fiveDays(middle: readonly (readonly Stage[])[] = [[stage('judge', 'competent', 16)], [stage('consent', 'H99.81', 16)]]): Rules {
  const [usual] = PERMIT.cases;
  const [part] = usual.parts;
  const groups = [[stage('check', 'receiving', 8)], ...middle].map((stages) => ({ stages })).concat(part.groups.slice(-1).map(({ stages }) => ({ stages: [...stages] })));
  const term = { limit: { unit: 'working-days', amount: 5 }, start: 'on-receipt', end: 'same-clock' } as const;
  return rulesOf('1.005144', { pauseGrounds: ['cadastral-measurement'], cases: [{ ...usual, parts: [{ ...part, term, groups }] }] });
}

type Deed = readonly [localTime: string, type: CommandType, body?: object];

/** Received on Monday 7/9/2026 at 09:00, due on Monday 14/9 at 09:00; 07:00–11:00 and 13:00–17:00. */
function life(deeds: readonly Deed[], rules = fiveDays()): DossierLife {
  const made = DossierLife.takenIn(rules, '2026-09-07T09:00');
  for (const [when, type, body = {}] of deeds) {
    made.give(when, type, body);
  }
  return made;
}

/** `stage#run agency minutes` of every share of the last end, and the whole delay in minutes. */
function sharesOf({ state }: DossierLife): readonly (string | number)[] {
  const { shares = [], delayMs = 0 } = state.finish ?? {};
  return [...shares.map(({ stage: id, run, agency, officer, minutes }) => `${id}#${String(run)} ${agency}${officer === undefined ? '' : `/${officer}`} ${String(minutes)}`), Math.floor(delayMs / 60_000)];
}

const forward = (when: string, id?: string): Deed => [when, 'Forward', id === undefined ? {} : { stage: id }];
const result = (when: string): Deed => [when, 'RecordResult'];

test.each([
  // deeds                                                                                                             shares
  ['an overrun nobody saved for is the share of its stage', [forward('2026-09-08T11:00'), forward('2026-09-10T11:00'), forward('2026-09-14T11:00'), result('2026-09-14T11:00')], ['check#1 H99.31 120', 120]],
  ['an overrun first uses the slack saved before it', [forward('2026-09-07T15:00'), forward('2026-09-10T09:00'), forward('2026-09-14T11:00'), result('2026-09-14T11:00')], ['consent#1 H99.81 120', 120]],
  ['of an overrun beyond the slack only the rest is charged', [forward('2026-09-07T15:00'), forward('2026-09-10T11:00'), forward('2026-09-14T15:00'), result('2026-09-14T15:00')], ['judge#1 H99.31 120', 'consent#1 H99.81 120', 240]],
  ['slack saved after an overrun shortens the delay, and so the last share', [forward('2026-09-08T15:00'), forward('2026-09-10T17:00'), forward('2026-09-14T11:00'), result('2026-09-14T11:00')], ['check#1 H99.31 120', 120]],
  ['a stage that is in time after a late one is charged with nothing', [forward('2026-09-09T09:00'), forward('2026-09-11T09:00'), forward('2026-09-15T09:00'), result('2026-09-15T09:00')], ['check#1 H99.31 480', 480]],
  ['the return step has no time in the term: what it takes is its share', [forward('2026-09-08T09:00'), forward('2026-09-10T09:00'), forward('2026-09-14T09:00'), result('2026-09-14T16:00')], ['return#1 H99.31 300', 300]],
  ['the return step uses slack too', [forward('2026-09-08T09:00'), forward('2026-09-10T09:00'), forward('2026-09-11T16:00'), result('2026-09-14T16:00')], ['return#1 H99.31 300', 300]],
  ['the officer who had the stage at its end is named', [forward('2026-09-08T09:00'), ['2026-09-08T10:00', 'Assign', { officer: 'u7' }], forward('2026-09-10T16:00'), forward('2026-09-14T16:00'), result('2026-09-14T16:00')], ['judge#1 H99.31/u7 300', 300]],
] as const)('%s', (_, deeds, shares) => {
  expect(sharesOf(life(deeds))).toEqual(shares);
});

test('minutes are whole and those lost by rounding go to the part that lost most', () => {
  const second = 1_000;
  const run = { part: 1, group: 0, run: 1, startedAt: 0, endedAt: 0, end: 'done' } as const;
  const steps = [40, 50, 30].map((seconds, index) => ({ kind: 'run' as const, run: { ...run, stage: `s${String(index)}`, agency: 'A' }, beside: [], overrunMs: 60 * second + seconds * second }));
  const { minutes, shares } = shareDelay({ dueAt: 0, until: 1, delayMs: 300 * second, competentAgency: 'A', imported: false, steps });
  expect([minutes, shares.map(({ minutes: share }) => share)]).toEqual([5, [2, 2, 1]]);
});

describe('stages side by side', () => {
  const beside = fiveDays([[stage('map', 'competent', 8), stage('tax', 'H99.80', 32)]]);

  test.each([
    ['are charged to the one that ended last', [forward('2026-09-08T09:00'), forward('2026-09-09T09:00', 'map'), forward('2026-09-14T15:00', 'tax'), result('2026-09-14T15:00')], ['tax#1 H99.80 240', 240]],
    ['have together the budget of the longest, whoever ended last', [forward('2026-09-08T09:00'), forward('2026-09-11T09:00', 'tax'), forward('2026-09-14T15:00', 'map'), result('2026-09-14T15:00')], ['map#1 H99.31 240', 240]],
    ['leave the slack of the one that ended last', [forward('2026-09-08T09:00'), forward('2026-09-09T09:00', 'map'), forward('2026-09-11T15:00', 'tax'), result('2026-09-14T11:00')], ['return#1 H99.31 120', 120]],
  ] as const)('%s', (_, deeds, shares) => {
    expect(sharesOf(life(deeds, beside))).toEqual(shares);
  });
});

describe('a returned stage', () => {
  test('has no new time: its repetition is beyond its budget, and what the stage behind it had left is no slack', () => {
    // judge used its 16 h; consent had it for 4 h, then judge again for 8 h, then consent for the 12 h it had left.
    const made = life([forward('2026-09-08T09:00'), forward('2026-09-10T09:00'), ['2026-09-10T15:00', 'ReturnToStage', { stage: 'judge' }], forward('2026-09-11T15:00'), forward('2026-09-15T09:00'), result('2026-09-15T09:00')]);
    expect(sharesOf(made)).toEqual(['judge#2 H99.31 480', 480]);
  });

  test('uses first what its earlier run left of its budget', () => {
    const made = life([forward('2026-09-08T09:00'), forward('2026-09-09T15:00'), ['2026-09-10T09:00', 'ReturnToStage', { stage: 'judge' }], forward('2026-09-10T15:00'), forward('2026-09-14T15:00'), result('2026-09-14T15:00')]);
    expect(sharesOf(made)).toEqual(['consent#2 H99.81 240', 240]);
  });
});

describe('a pause', () => {
  test('is nobody’s time, also while a stage is over its target', () => {
    const made = life([forward('2026-09-08T13:00'), forward('2026-09-10T11:00'), ['2026-09-10T13:00', 'PauseClock', { ground: 'cadastral-measurement' }], ['2026-09-14T13:00', 'ResumeClock'], forward('2026-09-16T11:00'), result('2026-09-16T11:00')]);
    expect(sharesOf(made)).toEqual(['check#1 H99.31 120', 120]);
  });

  test('of a stage past its target adds nothing to its overrun', () => {
    const made = life([['2026-09-08T11:00', 'PauseClock', { ground: 'cadastral-measurement' }], ['2026-09-09T11:00', 'ResumeClock'], forward('2026-09-09T15:00'), forward('2026-09-11T15:00'), forward('2026-09-15T16:00'), result('2026-09-15T16:00')]);
    expect(sharesOf(made)).toEqual(['check#1 H99.31 240', 'consent#1 H99.81 60', 300]);
  });

  test('after the due date counts in the delay and falls to the last share', () => {
    const made = life([forward('2026-09-09T09:00'), forward('2026-09-11T09:00'), ['2026-09-14T13:00', 'PauseClock', { ground: 'cadastral-measurement' }], ['2026-09-15T13:00', 'ResumeClock'], forward('2026-09-16T09:00'), result('2026-09-16T09:00')]);
    expect(sharesOf(made)).toEqual(['check#1 H99.31 960', 960]);
  });
});

test('a term begun anew by a supplement leaves nothing of what came before: stages done before it are slack', () => {
  // check was a day late; the papers came on 14/9 at 09:00: due on 21/9 at 09:00, judge has 16 h again and the 8 h of check are free.
  const made = life([forward('2026-09-09T09:00'), ['2026-09-09T10:00', 'RequestSupplement', PAPERS], ['2026-09-14T09:00', 'ReceiveSupplement'], forward('2026-09-17T11:00'), forward('2026-09-21T15:00'), result('2026-09-21T15:00')]);
  expect(sharesOf(made)).toEqual(['judge#1 H99.31 120', 'consent#1 H99.81 120', 240]);
});

test('after lateness a term begun anew gives no stage new time within the delay', () => {
  const made = life([forward('2026-09-08T09:00'), ['2026-09-14T11:00', 'RequestSupplement', PAPERS], ['2026-09-16T11:00', 'ReceiveSupplement'], forward('2026-09-17T11:00'), forward('2026-09-17T15:00'), result('2026-09-17T15:00')]);
  expect(sharesOf(made)).toEqual(['judge#1 H99.31 1680', 1680]);
});

test('of a two-part term in time in its first part only the second is walked', () => {
  const made = DossierLife.takenIn(rulesOf('1.115778'), '2026-09-07T09:00', { agencyCode: 'H99.05.01' });
  for (const [when, type, body = {}] of [
    forward('2026-09-07T14:00'), forward('2026-09-10T09:00'),
    ['2026-09-10T10:00', 'RaiseFinancialObligation'], ['2026-09-15T09:00', 'MeetFinancialObligation', { receiptNumber: 'R1' }],
    forward('2026-09-18T13:00'), result('2026-09-18T15:00'),
  ] as const satisfies readonly Deed[]) {
    made.give(when, type, body);
  }
  expect(sharesOf(made)).toEqual(['issue#1 H99.05.01 120', 'return#1 H99.05.01 120', 240]);
});

test('a stage that went to another agency past its target is charged to each for the time it had it', () => {
  const made = life([forward('2026-09-08T09:00'), ['2026-09-10T15:00', 'Transfer', { agency: 'H99.32', reasonCode: 'competence' }], forward('2026-09-11T09:00'), forward('2026-09-15T09:00'), result('2026-09-15T09:00')]);
  expect(sharesOf(made)).toEqual(['judge#1 H99.31 240', 'judge#1 H99.32 240', 480]);
});

test('time between a late end and reopening belongs to the agency that gets the dossier back', () => {
  const made = life([forward('2026-09-08T09:00'), forward('2026-09-10T09:00'), forward('2026-09-14T11:00'), result('2026-09-14T11:00')]);
  made.give('2026-09-15T11:00', 'Reopen', { reasonCode: 'mistake' });
  made.give('2026-09-15T15:00', 'RecordResult', {});
  expect(sharesOf(made)).toEqual(['consent#1 H99.81 120', 'return#2 H99.31 600', 720]);
});

test('of an imported dossier without stages everything is the competent agency’s', () => {
  const made = DossierLife.begun(fiveDays(), importedEvent('2026-09-14T08:00', { receivedAt: '2026-09-01T08:00', dueAt: '2026-09-10T09:00', status: 'in-progress' }, { province: 'H99', agency: COMMUNE, procedure: '1.005144', field: 'G01', channel: 'counter' }));
  made.give('2026-09-14T10:00', 'RecordResult', {});
  expect(sharesOf(made)).toEqual(['#0 H99.31 1020', 1020]);
});

test('an open overdue dossier is walked as it stands now, and one in time has no delay', () => {
  const made = life([forward('2026-09-08T09:00')]).wake('2026-09-14T15:00');
  const walk = walkDelay(made.state, made.rules.calendars, at('2026-09-14T15:00'));
  expect(walk && shareDelay(walk).shares).toEqual([{ stage: 'judge', run: 1, agency: COMMUNE, minutes: 240 }]);
  expect(walkDelay(life([]).state, made.rules.calendars, at('2026-09-08T09:00'))).toBeUndefined();
});
