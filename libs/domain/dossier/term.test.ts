import { describe, expect, test } from 'vitest';
import { at, officeCalendar } from '../../../test/fixtures/calendar/calendars.js';
import { local } from '../../../test/fixtures/dossier-life.js';
import { agencies, bookOf, procedureOf } from '../../../test/fixtures/rules.js';
import { partBudget, termOfPart } from '../procedure/stages.js';
import { instant } from '../time/instant.js';
import type { PlannedStage } from './events.js';
import { DEFAULT_SETTINGS, type Rules } from './rules.js';
import { milestonesOf, ownerOf, partOf, planTerm } from './term.js';

const ROUTE = { receiving: 'H99.31', competent: 'H99.05.01', place: 'H99.32', remote: false };

function rulesFor(code: string): Rules {
  return { procedure: procedureOf(code), agencies, calendars: bookOf(), settings: DEFAULT_SETTINGS, signatories: [] };
}

function lastTarget(stages: readonly PlannedStage[]): number {
  return Math.max(...stages.flatMap(({ targetAt }) => targetAt ?? []));
}

const CODES = ['1.001612', '1.005144', '1.012994', '1.014464', '1.115778', '1.012783', '1.012782', '1.012786', '2.002755', '2.002621', '1.001029', '3.000346', '3.000347', '1.013225'];
const RECEIVED = ['2026-08-19T09:00', '2026-08-20T15:30', '2026-11-20T16:30', '2026-02-12T08:00', '2026-08-21T10:59'];

const PLANS = CODES.flatMap((code) =>
  procedureOf(code).cases.flatMap((chosen) => chosen.parts.map((part, index) => [`${chosen.code} part ${String(index + 1)}`, code, chosen, index + 1, part] as const)),
);

describe('the stages of a term', () => {
  test.each(PLANS)('of %s, whose budgets fill it, end with it whenever it begins in office hours', (_, code, chosen, number, part) => {
    expect(termOfPart(part)).toEqual(partBudget(part));
    for (const received of RECEIVED) {
      const term = planTerm(rulesFor(code), chosen, number, 'counter', ROUTE, at(received));
      expect(officeCalendar.workingTimeBetween(instant(lastTarget(term.stages)), instant(term.dueAt ?? 0))).toBe(0);
      expect([received, local(lastTarget(term.stages))]).toEqual([received, local(term.dueAt)]);
    }
  });

  test.each([
    // received          last target        due                 why
    ['2026-08-19T12:00', '2026-08-22T11:00', '2026-08-22T13:00', 'at noon: the morning’s closing and the afternoon’s opening are one moment of work'],
    ['2026-08-19T20:00', '2026-08-22T17:00', '2026-08-22T17:00', 'in the evening'],
    ['2026-08-19T07:00', '2026-08-21T17:00', '2026-08-22T07:00', 'at opening: the evening before is the same moment of work'],
    ['2026-08-23T10:00', '2026-08-26T17:00', '2026-08-26T17:00', 'on a Sunday, which counts as at the closing before it'],
  ])('received %s end %s for a term that ends %s: %s', (received, target, due) => {
    const procedure = procedureOf('1.001612');
    const term = planTerm(rulesFor('1.001612'), procedure.cases[0], 1, 'counter', ROUTE, at(received));
    expect([local(lastTarget(term.stages)), local(term.dueAt)]).toEqual([target, due]);
  });

  test.each(['1.012782', '1.012783', '1.012784', '1.012786', '1.115778'])('of %s in a remote commune end with the longer term: its last stage has the added time', (code) => {
    const procedure = procedureOf(code);
    for (const chosen of procedure.cases) {
      for (const received of [...RECEIVED, '2026-11-28T09:00']) {
        const plan = (remote: boolean): ReturnType<typeof planTerm> => planTerm(rulesFor(code), chosen, 1, 'counter', { ...ROUTE, remote }, at(received));
        const [near, far] = [plan(false), plan(true)];
        expect([received, local(lastTarget(far.stages))]).toEqual([received, local(far.dueAt)]);
        expect(officeCalendar.workingTimeBetween(instant(near.dueAt ?? 0), instant(far.dueAt ?? 0))).toBe(10 * 8 * 3_600_000);
      }
    }
  });

  test.each([
    ['receiving', 'H99.31'],
    ['competent', 'H99.05.01'],
    ['place', 'H99.32'],
    ['H99.80', 'H99.80'],
  ])('owned by "%s" belong to agency %s', (owner, agency) => {
    expect(ownerOf(owner, ROUTE)).toBe(agency);
  });

  test('of a part the case does not have are asked for by mistake', () => {
    expect(() => partOf(procedureOf('1.001612').cases[0], 2)).toThrow('Case 1.001612.01 has 1 part(s), part 2 was asked for');
  });
});

describe('the first part of a term', () => {
  test.each([
    // case          unit and rule                         received           due
    ['1.013225.01', '7 working days, a house', '2026-08-19T09:00', '2026-08-27T09:00'],
    ['1.013225.02', '10 working days, another work', '2026-08-19T09:00', '2026-09-04T09:00'],
    ['2.002621.01', '3 working days, after 15:00 from the next one', '2026-08-20T15:01', '2026-08-25T07:00'],
    ['2.002621.02', '5 working days where residence is verified', '2026-08-20T15:00', '2026-08-26T15:00'],
    ['1.014466.01', '48 calendar days to closing', '2026-08-10T09:00', '2026-09-28T17:00'],
    ['1.014466.02', '36 calendar days to closing', '2026-08-10T09:00', '2026-09-15T17:00'],
    ['2.001159.01', '1 working hour from the minute', '2026-08-19T10:50', '2026-08-19T13:50'],
    ['3.000346.01', '4.5 working days', '2026-08-19T09:00', '2026-08-24T15:00'],
    ['1.001193.01', 'the same day, after 15:00 the next working one', '2026-08-28T15:01', '2026-09-03T17:00'],
  ])('of case %s (%s), received %s, is due %s', (code, _term, received, due) => {
    const rules = rulesFor(code.slice(0, -3));
    const chosen = rules.procedure.cases.find((candidate) => candidate.code === code);
    expect(chosen && local(planTerm(rules, chosen, 1, 'counter', ROUTE, at(received)).dueAt)).toBe(due);
  });

  test('follows the rule of the channel where the case has one', () => {
    const { cases } = procedureOf('1.001612');
    const due = (channel: 'counter' | 'online'): string | undefined => local(planTerm(rulesFor('1.001612'), cases[0], 1, channel, ROUTE, at('2026-08-19T17:30')).dueAt);
    expect([due('counter'), due('online')]).toEqual(['2026-08-22T17:00', '2026-08-24T08:00']);
  });
});

describe('warning, draft and letter limit', () => {
  const rules = rulesFor('1.005144');
  const tenDays = { unit: 'working-days', amount: 10 } as const;
  const [start, due] = [at('2026-08-19T09:00'), at('2026-09-04T09:00')];
  const shown = (now: string): readonly (string | undefined)[] => {
    const { dueSoonAt, apologyDraftAt, letterLimitAt } = milestonesOf(rules, tenDays, 'H99.31', start, due, at(now));
    return [local(dueSoonAt), local(apologyDraftAt), local(letterLimitAt)];
  };

  test.each([
    // decided at         warning             draft               letter limit
    ['2026-08-19T09:00', ['2026-09-03T09:00', '2026-08-28T09:00', '2026-09-03T09:00']],
    ['2026-09-03T08:00', ['2026-09-03T09:00', '2026-09-03T08:00', '2026-09-03T09:00']],
    ['2026-09-03T10:00', ['2026-09-03T10:00', '2026-09-03T10:00', undefined]],
    ['2026-09-04T09:00', [undefined, undefined, undefined]],
  ])('set at %s are %j: never before they were set, never at or after the date', (now, expected) => {
    expect(shown(now)).toEqual(expected);
  });

  test.each([
    ['working-days', 2, false],
    ['working-days', 3, true],
    ['working-hours', 40, false],
    ['calendar-days', 2, false],
    ['months', 1, true],
  ] as const)('of a term of %s %d include a draft: %s', (unit, amount, early) => {
    expect('apologyDraftAt' in milestonesOf(rules, { unit, amount }, 'H99.31', start, due)).toBe(early);
  });

  test('do not lie before the start of a term their lead covers', () => {
    expect(milestonesOf(rules, tenDays, 'H99.31', at('2026-09-03T10:00'), due)).toEqual({});
  });
});
