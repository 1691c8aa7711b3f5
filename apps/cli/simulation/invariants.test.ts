import { describe, expect, test } from 'vitest';
import { NO_FIGURES } from '#domain/figures';
import type { ClockEnd } from './case-facts.js';
import { judgeMonth } from './invariants.js';
import type { Lateness, MonthFacts } from './month-facts.js';

const days = { first: 20_000, last: 20_030 } as MonthFacts['proved']['kept']['days'];
const rate = { 'late-rate': { n: 40, d: 500, value: '8.00' } };
const onTime: Lateness = { code: 'D-1', becameLate: 0, misplaced: 0, promisesBroken: [], firstBroken: undefined, countsLate: false };
const late: Lateness = { code: 'D-2', becameLate: 1, misplaced: 0, promisesBroken: [2], firstBroken: 1, countsLate: true };
const cell = { grain: 'agency', step: 'day', period: 20_000, province: 'H99', agency: 'H99.31', procedureCode: '', fieldCode: '', channel: '', officer: '' };

/** A month in which everything holds: one dossier late, its re-appointment broken too, and both apologies produced. */
const whole: MonthFacts = {
  brokenPromises: [1, 2].map((promise) => ({ code: 'D-2', promise, apologies: 1, produced: 1, waiting: 0, tasks: 0, standsStill: false })),
  groundlessApologies: [],
  lateness: [onTime, late],
  openCommands: [],
  misplacedNotices: [],
  cases: { ends: [], counted: [], brokenRules: [], happened: {} },
  portal: { taken: 900, faults: [] },
  balance: [],
  verification: { ok: true, cases: 0, dossiers: 500, events: 4_182, registers: 0, published: 0, documents: 0, seals: 30, unsealed: 0 },
  proved: {
    kept: { source: 'cells', days, at: 0, figures: [{ group: '', rates: rate, counts: NO_FIGURES }], omitted: [] },
    recounted: [{ group: '', rates: rate, counts: NO_FIGURES }],
    differences: [],
  },
};

const APOLOGIES = 'every broken promise owes exactly one apology, which is produced or waits for a signature somebody is asked for';
const SIGNATURES = 'no apology waits for a signature but while the clock of its dossier stands still';
const LATENESS = 'what counts as late became late once, at its due moment; later breaks are numbered on from there';
const COMMANDS = 'every command ended in one recorded outcome';
const NOTICES = 'staff are told what concerns them while their agency is open';
const BALANCE = 'the balance holds';
const LEDGER = 'the ledger verifies';
const ENDS = 'every clock of a publication, feedback or task that is over was met in time or became late once, at its end';
const PORTAL = 'the national portal was told everything owed to it, once and in order';
const RULES = 'nobody decided about his own words, and no published answer tells who its sender is';
const FIGURES = 'the figures equal a recount from the ledger';

function brokenIn(facts: MonthFacts): readonly (readonly [name: string, broken: readonly string[]])[] {
  return judgeMonth(facts).flatMap(({ name, broken }) => (broken.length === 0 ? [] : [[name, broken] as const]));
}

const withApology = (apologies: number, produced: number): MonthFacts => ({ ...whole, brokenPromises: [{ code: 'D-2', promise: 1, apologies, produced, waiting: 0, tasks: 0, standsStill: false }] });
const withWaiting = (tasks: number, standsStill: boolean): MonthFacts => ({ ...whole, brokenPromises: [{ code: 'D-2', promise: 1, apologies: 1, produced: 0, waiting: 1, tasks, standsStill }] });
const withEnd = (changed: Partial<ClockEnd>): MonthFacts => ({ ...whole, cases: { ...whole.cases, ends: [{ code: 'NV-1', clock: 'completion', round: 1, stopped: 1, becameLate: 1, misplaced: 0, enteredInTime: false, ...changed }] } });
const withLateness = (changed: Partial<Lateness>): MonthFacts => ({ ...whole, lateness: [onTime, { ...late, ...changed }] });

describe('the invariants of a month', () => {
  test('all hold where every fact is as it must be', () => {
    expect(brokenIn(whole)).toEqual([]);
    expect(judgeMonth(whole).map(({ name }) => name)).toEqual([APOLOGIES, LATENESS, SIGNATURES, COMMANDS, NOTICES, BALANCE, LEDGER, ENDS, PORTAL, RULES, FIGURES]);
  });

  test('hold too where an apology waits for a clock that stands still, and somebody is asked', () => {
    expect(brokenIn(withWaiting(1, true))).toEqual([]);
  });

  test.each([
    ['a clock that was stopped twice', withEnd({ stopped: 2 }), ENDS, 'NV-1: completion 1 was stopped 2 times'],
    ['a clock past its end that never became late', withEnd({ becameLate: 0 }), ENDS, 'NV-1: completion 1 became late 0 times instead of 1'],
    ['a clock that was met in time and became late', withEnd({ enteredInTime: true }), ENDS, 'NV-1: completion 1 became late 1 times instead of 0'],
    ['a clock that became late at another moment', withEnd({ misplaced: 1 }), ENDS, 'NV-1: completion 1 became late at another moment than its end'],
    ['an event nobody told the portal', { ...whole, portal: { taken: 900, faults: ['D-1: event 4 is still owed to the portal'] } }, PORTAL, 'D-1: event 4 is still owed to the portal'],
    ['somebody who approved his own words', { ...whole, cases: { ...whole.cases, brokenRules: [{ code: 'PA-1', rule: 'second-person', what: 'head-1 decided about his own words (PublicationApproved)' }] } }, RULES, 'PA-1: head-1 decided about his own words (PublicationApproved)'],
    ['a count of feedback that is not what the events give', { ...whole, cases: { ...whole.cases, counted: [{ name: 'counts of feedback', kept: { received: 3 }, recounted: { received: 2 } }] } }, FIGURES, 'the counts of feedback are kept as {"received":3}, the events give {"received":2}'],
    ['a broken promise without an apology', withApology(0, 0), APOLOGIES, 'D-2: promise 1 was broken and owes 0 apologies'],
    ['a broken promise with two apologies', withApology(2, 2), APOLOGIES, 'D-2: promise 1 was broken and owes 2 apologies'],
    ['an apology that was not produced', withApology(1, 0), APOLOGIES, 'D-2: promise 1 was broken and its apology is not produced'],
    ['an apology for a promise that was kept', { ...whole, groundlessApologies: ['x:apology:1'] }, APOLOGIES, 'x:apology:1 is owed for a promise that was kept'],
    ['an apology that waits for a signature nobody is asked for', withWaiting(0, true), APOLOGIES, 'D-2: promise 1 was broken, and 0 open tasks ask for the signature of its apology'],
    ['an apology nobody signed', withWaiting(1, false), SIGNATURES, 'D-2: nobody signed the apology for broken promise 1'],
    ['a dossier that became late twice', withLateness({ becameLate: 2 }), LATENESS, 'D-2 became late 2 times'],
    ['a dossier that became late at another moment', withLateness({ misplaced: 1 }), LATENESS, 'D-2 became late at another moment than its due date'],
    ['a late dossier that never became late', withLateness({ becameLate: 0, firstBroken: undefined, promisesBroken: [] }), LATENESS, 'D-2 counts as late, but never became late'],
    ['a promise broken twice', withLateness({ promisesBroken: [2, 2] }), LATENESS, 'D-2 broke promises 2, 2 after promise 1'],
    ['a later break with the number of the first', withLateness({ promisesBroken: [1] }), LATENESS, 'D-2 broke promises 1 after promise 1'],
    ['a later break without the first', withLateness({ becameLate: 0, countsLate: false, firstBroken: undefined }), LATENESS, 'D-2 broke promise 2, but never became late'],
    ['a command nobody decided', { ...whole, openCommands: [{ id: 'c-1', type: 'Forward', status: 'pending', error: undefined }] }, COMMANDS, 'Forward c-1 is pending'],
    ['a command that died', { ...whole, openCommands: [{ id: 'c-1', type: 'Forward', status: 'dead', error: 'TypeError' }] }, COMMANDS, 'Forward c-1 is dead: TypeError'],
    ['somebody told at night', { ...whole, misplacedNotices: ['D-2:appraise:1:50:officer-1'] }, NOTICES, 'D-2:appraise:1:50:officer-1'],
    ['an agency out of balance', { ...whole, balance: [{ province: 'H99', agency: 'H99.31', entered: 9, left: 8, notOfYears: ['received'], stocks: [{ stock: 'open', figures: 3, dossiers: 2 }] }] }, BALANCE, 'H99.31: 9 came in, 8 left or are open; open is 3 by the figures, 2 by the dossiers; received of everything is not the sum of its years'],
    ['a ledger with a fault', { ...whole, verification: { ok: false, fault: { kind: 'seal-missing', seal: 3, detail: 'after seal 2 comes seal 4' } } }, LEDGER, 'BROKEN: seal-missing at seal 3: after seal 2 comes seal 4'],
    ['a cell that is not what the events give', { ...whole, proved: { ...whole.proved, differences: [{ ...cell, measures: [{ measure: 'received', kept: 5, recounted: 4 }] }] } }, FIGURES, 'figures of province H99, agency H99.31 from 2024-10-04 to 2024-10-04 (agency): received is kept as 5, the events give 4'],
    ['a rate that is not what the events give', { ...whole, proved: { ...whole.proved, recounted: [{ group: '', rates: { 'late-rate': { n: 41, d: 500 } }, counts: NO_FIGURES }] } }, FIGURES, 'the late rate is published as 40 / 500, the events give 41 / 500'],
  ] satisfies readonly (readonly [string, MonthFacts, string, string])[])('%s breaks its own invariant and no other', (_, facts, name, line) => {
    expect(brokenIn(facts)).toEqual([[name, [line]]]);
  });
});
