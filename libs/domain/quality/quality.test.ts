import { describe, expect, test } from 'vitest';
import { person } from '../../../test/fixtures/dossier-life.js';
import type { NewEvent } from '../dossier/events.js';
import { at, made, receivedEvent, resultEvent, statesOf } from '../performance/test-support/made-events.js';
import { markOfDossier, markOfFeedback, markOfOfficer, markOfOneStop, markOfOnline } from './marks.js';
import type { AnnouncedFact } from '../publication/publication-facts.js';
import { mayOpenSheet } from './open-sheet.js';
import { postingsOf } from './procedure-posting.js';
import { agencySum, officerSum, scoreOfMarks } from './quality-classes.js';
import { ownFacts, type QualityFacts, qualityFacts } from './quality-facts.js';
import { DEFAULT_QUALITY, readQualitySettings } from './quality-settings.js';
import { AgencyTally, OfficerTally } from './quality-tally.js';
import { type WorkRun, workRunsOf } from './work-runs.js';

const FACTS: QualityFacts = {
  code: 'd', procedure: 'p', finishedAt: at('2026-01-09T09:00'), punctuality: 'early', runs: [], others: [], applicantContacts: 0, agenciesContacted: 0,
  complaints: 0, dissatisfied: false, online: false, atDesk: false, receivedAtDesk: true, procedurePosting: { posted: true, electronic: true },
};

function run(ended: string, target: string, late = false, officer = 'u1'): WorkRun {
  return { stage: 's', run: 1, agency: 'a', officer, late, endedAt: at(ended), targetAt: at(target) };
}
const EARLY = run('2026-01-08T16:00', '2026-01-09T09:00');
const SAME_DAY = run('2026-01-09T08:00', '2026-01-09T09:00');
const LATE = run('2026-01-09T09:01', '2026-01-09T09:00', true, 'u2');

describe('every border of the marks', () => {
  test.each([
    // index                what is so                                            mark
    ['total-time', { punctuality: 'early' }, 2],
    ['total-time', { punctuality: 'on-time' }, 1],
    ['total-time', { punctuality: 'late' }, 0],
    ['total-time', { punctuality: 'undated' }, undefined],
    ['agency-time', { runs: [EARLY, EARLY] }, 2],
    ['agency-time', { runs: [EARLY, SAME_DAY] }, 1],
    ['agency-time', { runs: [EARLY, LATE] }, 0],
    ['agency-time', { runs: [EARLY], others: ['equal'] }, 1],
    ['agency-time', { runs: [EARLY], others: ['longer'] }, 0],
    ['agency-time', { runs: [{ stage: 's', run: 1, agency: 'a', late: false }] }, undefined],
    ['contacts', { applicantContacts: 0 }, 2],
    ['contacts', { applicantContacts: 1 }, 1],
    ['contacts', { applicantContacts: 2 }, 0],
    ['agencies-contacted', { agenciesContacted: 0 }, 2],
    ['agencies-contacted', { agenciesContacted: 1 }, 1],
    ['agencies-contacted', { agenciesContacted: 2 }, 0],
    ['publicity', { procedurePosting: { posted: true, electronic: true } }, 2],
    ['publicity', { procedurePosting: { posted: true, electronic: false } }, 1],
    ['publicity', { procedurePosting: { posted: false, electronic: true } }, 1],
    ['publicity', { procedurePosting: { posted: false, electronic: false } }, 0],
    ['attitude', { punctuality: 'early' }, 2],
    ['attitude', { punctuality: 'on-time' }, 1],
    ['attitude', { punctuality: 'late' }, 0],
    ['attitude', { punctuality: 'early', complaints: 1 }, 0],
    ['attitude', { punctuality: 'on-time', complaints: 1 }, 0],
    ['attitude', { punctuality: 'early', dissatisfied: true }, 2],
    ['attitude', { punctuality: 'undated' }, undefined],
  ] as const)('%s of %j is %s', (index, facts, mark) => {
    expect(markOfDossier(index, { ...FACTS, ...facts }, DEFAULT_QUALITY)).toBe(mark);
  });

  test.each([
    // of 100 dossiers: done at the desk, received at one     mark
    [20, 100, 2],
    [20, 0, 2],
    [19, 100, 1],
    [19, 99, 0],
  ])('%i of 100 done and %i received at the desk: %i', (atDesk, receivedAtDesk, mark) => {
    expect(markOfOneStop({ dossiers: 100, atDesk, receivedAtDesk, online: 0, onlineLate: 0 })).toBe(mark);
  });

  test.each([
    // of 100 dossiers: online, late among them    mark
    [30, 0, 2],
    [30, 1, 1],
    [29, 0, 1],
    [15, 0, 1],
    [14, 0, 0],
  ])('%i of 100 filed online, %i of them late: %i', (online, onlineLate, mark) => {
    expect(markOfOnline({ dossiers: 100, atDesk: 0, receivedAtDesk: 0, online, onlineLate })).toBe(mark);
  });

  test.each([
    // on time, due     mark
    [10, 10, 2],
    [9, 10, 1],
    [89, 100, 0],
    [0, 0, undefined],
  ])('%i of %i answers on time: %s', (n, d, mark) => {
    expect(markOfFeedback({ n, d })).toBe(mark);
  });

  test('what the installation chose moves the borders of indices 4 and 7', () => {
    const chosen = { ...DEFAULT_QUALITY, agenciesForTwo: 1, agenciesForOne: 2, ratingIsComplaint: true };
    expect([1, 2, 3].map((agenciesContacted) => markOfDossier('agencies-contacted', { ...FACTS, agenciesContacted }, chosen))).toEqual([2, 1, 0]);
    expect(markOfDossier('attitude', { ...FACTS, dissatisfied: true }, chosen)).toBe(0);
  });

  test('of the time of agencies an officer answers for the stages they held', () => {
    const facts = { ...FACTS, runs: [EARLY, LATE], others: ['longer' as const] };
    expect(['u1', 'u2', 'u3'].map((officer) => markOfOfficer('agency-time', facts, officer, DEFAULT_QUALITY))).toEqual([2, 0, undefined]);
  });
});

describe('scores and classes', () => {
  test.each([
    // marks, dossiers    tenths: half up
    [0, 0, undefined],
    [1, 20, 1],
    [1, 21, 0],
    [3, 2, 15],
    [5, 3, 17],
    [2, 1, 20],
  ])('%i marks of %i dossiers are %s tenths', (marks, dossiers, tenths) => {
    expect(scoreOfMarks(marks, dossiers)).toBe(tenths);
  });

  test.each([
    [[20, 20, 10, 0, 0], 'task-done'],
    [[20, 20, 9, 0, 0], 'task-mostly-done'],
    [[20, 15, 0, 0, 0], 'task-mostly-done'],
    [[20, 14, 0, 0, 0], 'task-partly-done'],
  ])('an officer\'s scores %j say %s', (scores, expected) => {
    expect(officerSum(scores).class).toBe(expected);
  });

  test.each([
    [150, 'excellent'],
    [149, 'good'],
    [120, 'good'],
    [119, 'fair'],
    [90, 'fair'],
    [89, 'average'],
    [60, 'average'],
    [59, 'weak'],
    [0, 'weak'],
  ])('an agency with %i tenths is %s', (sum, expected) => {
    expect(agencySum(Array.from({ length: 9 }, (_, place) => Math.max(0, Math.min(20, sum - place * 20)))).class).toBe(expected);
  });

  test('an index without anything to judge leaves the class open where it could change it, and nothing at all gives none', () => {
    const eight = [20, 20, 20, 20, 20, 20, 10, 10];
    expect(agencySum([...eight, undefined])).toEqual({ score: 140, of: 160 });
    expect(agencySum([20, 20, 20, 20, 20, 20, 20, 10, undefined])).toEqual({ score: 150, of: 160, class: 'excellent' });
    expect(officerSum([undefined, undefined, undefined, undefined, undefined])).toEqual({ score: 0, of: 0 });
  });
});

describe('tallies', () => {
  test('an officer\'s dossiers give each index its marks and dossiers', () => {
    const tally = new OfficerTally('u1', DEFAULT_QUALITY);
    tally.add({ ...FACTS, runs: [EARLY] });
    tally.add({ ...FACTS, punctuality: 'late', applicantContacts: 1 });
    const { dossiers, indices, sum } = tally.scores();
    expect([dossiers, indices.map(({ n, d, score }) => [n, d, score])]).toEqual([2, [[2, 2, 10], [2, 1, 20], [3, 2, 15], [4, 2, 20], [2, 2, 10]]]);
    expect(sum).toEqual({ score: 75, of: 100, class: 'task-done' });
  });

  test('an agency without dossiers has nothing to judge but its feedback, and publicity by unit looks at its procedures', () => {
    const unit = { feedback: { n: 9, d: 10 }, procedures: [{ posted: true, electronic: true }, { posted: true, electronic: false }] };
    expect(new AgencyTally(DEFAULT_QUALITY).scores(unit).indices.map(({ score }) => score)).toEqual([...Array<undefined>(7).fill(undefined), 10, undefined]);
    const byUnit = new AgencyTally({ ...DEFAULT_QUALITY, publicity: 'by-unit' }).scores(unit);
    expect(byUnit.indices.find(({ index }) => index === 'publicity')).toEqual({ index: 'publicity', of: 'unit', n: 1, d: 2, score: 10 });
  });
});

describe('facts of a ledger', () => {
  const opening = receivedEvent('2026-01-05T09:00', '2026-01-12T09:00');
  const assigned = (officer: string, when: string): NewEvent => made('OfficerAssigned', when, { stage: 'appraise', officer });
  const forwarded = made('StageForwarded', '2026-01-07T10:00', { closed: { stage: 'appraise', usedMs: 0 }, opened: [{ stage: 'sign' }] });
  const returned = made('StageReturned', '2026-01-08T10:00', { closed: [{ stage: 'sign', usedMs: 0 }], reopened: { stage: 'appraise' } });

  test('every run is kept with who held it last and when it ended', () => {
    const events = [opening, assigned('u1', '2026-01-05T10:00'), assigned('u2', '2026-01-06T10:00'), forwarded, returned, assigned('u3', '2026-01-08T11:00')];
    expect(workRunsOf(events).runs.map(({ stage, run: number, officer, endedAt }) => [stage, number, officer, endedAt])).toEqual([
      ['appraise', 1, 'u2', at('2026-01-07T10:00')],
      ['sign', 1, undefined, at('2026-01-08T10:00')],
      ['appraise', 2, 'u3', undefined],
    ]);
  });

  test('a finished dossier gives its facts, an open one none', () => {
    const beside = { complaints: 1, posting: { posted: true, electronic: false }, hasDesk: true };
    expect(ownFacts(workRunsOf([opening]))).toBeUndefined();
    const state = statesOf([opening]).at(-1);
    if (state === undefined) {
      throw new Error('An opening gives a state');
    }
    const contact = made('ContactRecorded', '2026-01-06T09:00', { party: 'agency', agency: 'H99.07' });
    expect(qualityFacts(ownFacts(workRunsOf([opening, contact, contact, resultEvent(state, '2026-01-09T09:00')]))!, beside)).toMatchObject({
      punctuality: 'early', applicantContacts: 0, agenciesContacted: 1, complaints: 1, online: false, atDesk: false,
    });
  });

  test('a ledger without events is none', () => {
    expect(() => workRunsOf([])).toThrow('at least one event');
  });
});

describe('a procedure stands posted', () => {
  const fact = (code: string, change: AnnouncedFact['change'], places: AnnouncedFact['places']): AnnouncedFact => ({
    publication: 'CB-1', announcement: 'QĐ-1', level: 'province', signedOn: '2026-01-02', leads: { decree: 'met', index: 'met' }, kind: 'procedure', code, version: 1, change, places,
  });
  const postingOf = postingsOf([
    fact('a', 'new', [{ place: 'counter', clickedAt: at('2026-01-05T09:00') }, { place: 'website', clickedAt: at('2026-01-06T09:00') }]),
    fact('b', 'new', [{ place: 'counter' }, { place: 'national-database', clickedAt: at('2026-01-05T09:00') }]),
    fact('c', 'repealed', [{ place: 'counter', clickedAt: at('2026-01-05T09:00') }]),
    fact('d', 'amended', [{ place: 'internal-process', clickedAt: at('2026-01-05T09:00') }]),
  ]);

  test.each([
    ['a', '2026-01-05T08:59', false, false],
    ['a', '2026-01-05T09:00', true, false],
    ['a', '2026-01-06T09:00', true, true],
    ['b', '2026-02-01T09:00', false, true],
    ['c', '2026-02-01T09:00', false, false],
    ['d', '2026-02-01T09:00', false, false],
    ['e', '2026-02-01T09:00', false, false],
  ])('%s at %s: at the counter %s, electronically %s', (code, when, posted, electronic) => {
    expect(postingOf(code, at(when))).toEqual({ posted, electronic });
  });
});

describe('settings', () => {
  test.each([
    [{}, undefined],
    [{ agenciesForTwo: 2, agenciesForOne: 1 }, 'quality.agenciesForOne'],
    [{ parFullFrom: 90 }, 'quality.parFullFrom'],
    [{ parFullFrom: 101 }, 'quality.parFullFrom'],
    [{ unknown: 1 }, 'unknown'],
  ])('%j is refused at %s', (value, place) => {
    if (place === undefined) {
      expect(readQualitySettings(value, 'quality')).toEqual(DEFAULT_QUALITY);
    } else {
      expect(() => readQualitySettings(value, 'quality')).toThrow(place);
    }
  });
});

describe('an evaluation sheet is opened', () => {
  const officer = { agency: 'H99.05', role: 'officer' };
  const head = { agency: 'H99.05', role: 'head' };
  test.each([
    ['the officer themselves', person('officer', 'H99.05', 'u1'), {}, 'self'],
    ['the direct head', person('head', 'H99.05', 'h'), { actor: head, officer }, 'head'],
    ['a head the directory does not have', person('head', 'H99.05', 'h'), { officer }, undefined],
    ['a head who is another in the directory', person('head', 'H99.05', 'h'), { actor: { ...head, role: 'officer' }, officer }, undefined],
    ['a head whose token is of another agency', person('head', 'H99.05', 'h'), { actor: { ...head, agency: 'H99' }, officer }, undefined],
    ['the head of the body above', person('head', 'H99', 'h'), { actor: { ...head, agency: 'H99' }, officer }, undefined],
    ['the head, of somebody the directory does not have', person('head', 'H99.05', 'h'), { actor: head }, undefined],
    ['a colleague', person('officer', 'H99.05', 'u2'), { actor: officer, officer }, undefined],
    ['a manager', person('manager', 'H99', 'm'), { actor: { agency: 'H99.05', role: 'head' }, officer }, undefined],
    ['an administrator of the same name', person('admin', 'H99', 'u1'), {}, undefined],
  ] as const)('by %s: %s', (_who, actor, directory, expected) => {
    expect(mayOpenSheet(actor, 'u1', { heads: ['h'], standsInFor: [], ...directory })).toBe(expected);
  });

  test.each([
    ['one of two heads, where the directory does not say whose officer it is', officer, ['h', 'h2'], [], undefined],
    ['the superior the directory names, of two heads', { ...officer, superior: 'h' }, ['h', 'h2'], [], 'head'],
    ['the other head', { ...officer, superior: 'h2' }, ['h', 'h2'], [], undefined],
    ['the only head, where another is named', { ...officer, superior: 'h9' }, ['h'], [], undefined],
    ['a head, of another head', head, ['h'], [], undefined],
    ['a head, of a head they lead', { ...head, superior: 'h' }, ['h', 'h2'], [], 'head'],
    ['who stands in for the superior', { ...officer, superior: 'h2' }, ['h', 'h2'], ['h2'], 'head'],
    ['who stands in for the only other head', officer, ['h2'], ['h2'], 'head'],
    ['who stands in for somebody else', { ...officer, superior: 'h2' }, ['h', 'h2'], ['h3'], undefined],
  ] as const)('by %s', (_who, theirs, heads, standsInFor, expected) => {
    expect(mayOpenSheet(person('head', 'H99.05', 'h'), 'u1', { actor: head, officer: theirs, heads, standsInFor })).toBe(expected);
  });
});
