import { describe, expect, test } from 'vitest';
import type { StageBudget, TermRule, TimeLimit } from '../deadline/time-limit.js';
import { caseOf, chooseCase, termRuleFor } from './cases.js';
import type { ProcedureCase, ProcedureVersion, TermPart } from './procedure.js';
import { isCounted, partBudget, termOfPart, withExtra } from './stages.js';

const rule = (limit: TimeLimit): TermRule => ({ limit, start: 'on-receipt', end: 'same-clock' });
const days = (amount: number): TermRule => rule({ unit: 'working-days', amount });

/** First appointment: desk, then registration office; the tax office outside the clock. Second: issue and, beside it, archive. */
const first: TermPart = {
  term: days(5),
  groups: [
    { stages: [{ id: 'desk', name: 'Desk', owner: 'receiving', budget: { unit: 'office-hours', amount: 4 } }] },
    { stages: [{ id: 'check', name: 'Check', owner: 'competent', budget: { unit: 'office-hours', amount: 36 } }] },
    { stages: [{ id: 'tax', name: 'Tax', owner: 'H99.80', excluded: 'tax' }] },
  ],
};
const second: TermPart = {
  term: days(3),
  groups: [
    {
      stages: [
        { id: 'issue', name: 'Issue', owner: 'competent', budget: { unit: 'office-hours', amount: 20 } },
        { id: 'archive', name: 'Archive', owner: 'H99.05', budget: { unit: 'office-hours', amount: 24 } },
      ],
    },
    { stages: [{ id: 'return', name: 'Return', owner: 'receiving', excluded: 'return' }] },
  ],
};
const transfer: ProcedureCase = { code: '1.115778.01', name: 'Transfer', parts: [first, second], components: [] };

const ALLOWED: readonly (readonly [limit: TimeLimit, budget: StageBudget, rule: string])[] = [
  // term                                             what its stages may take                rule
  [{ unit: 'working-days', amount: 4.5 }, { unit: 'office-hours', amount: 36 }, 'eight hours are one working day'],
  [{ unit: 'working-hours', amount: 1 }, { unit: 'working-hours', amount: 1 }, 'hours of the law stay hours'],
  [{ unit: 'calendar-days', amount: 48 }, { unit: 'calendar-days', amount: 48 }, 'calendar days stay calendar days'],
  [{ unit: 'months', amount: 2 }, { unit: 'calendar-days', amount: 60 }, 'a month is planned as thirty days'],
  [{ unit: 'years', amount: 1 }, { unit: 'calendar-days', amount: 365 }, 'a year is planned as 365 days'],
  [{ unit: 'same-day' }, { unit: 'working-hours', amount: 8 }, 'a same-day matter takes one day of work'],
];

describe('time added to a term', () => {
  const tenDays = { unit: 'working-days', amount: 10 } as const;
  const budgets = (part: TermPart): Record<string, number> =>
    Object.fromEntries(part.groups.flatMap(({ stages }) => stages.filter(isCounted).map(({ id, budget }) => [id, budget.amount])));
  const others = (part: TermPart): TermPart => ({ ...part, groups: part.groups.map(({ stages }) => ({ stages: stages.map((stage) => ({ ...stage, owner: 'place' })) })) });

  test.each([
    // part, added                                     budgets                         rule
    [first, tenDays, { desk: 4, check: 116 }, 'goes to the last counted stage of the competent agency'],
    [second, tenDays, { issue: 100, archive: 24 }, 'also where another stands beside it'],
    [others(second), tenDays, { issue: 20, archive: 104 }, 'to the longest of the last ones where the competent agency has none'],
    [first, undefined, { desk: 4, check: 36 }, 'is nothing elsewhere'],
    [first, { unit: 'calendar-days', amount: 10 } as const, { desk: 4, check: 36 }, 'is in no budget whose unit it does not have'],
  ])('of part %o (%o) makes budgets of %o: it %s', (part, extra, expected, _rule) => {
    expect(budgets(withExtra(part, extra))).toEqual(expected);
  });
});

describe('the stages of a part', () => {
  test('sum to the longest of each group; excluded ones add nothing', () => {
    expect(termOfPart(first)).toEqual({ unit: 'office-hours', amount: 40 });
    expect(termOfPart(second)).toEqual({ unit: 'office-hours', amount: 24 });
  });

  test('have no sum when a counted stage does not compare with the term', () => {
    const mixed = { id: 'field', name: 'Field', owner: 'competent', budget: { unit: 'calendar-days', amount: 1 } } as const;
    expect(termOfPart({ ...first, groups: [...first.groups, { stages: [mixed] }] })).toBeUndefined();
  });

  test.each(ALLOWED)('of the term %o may take %o: %s', (limit, budget) => {
    expect(partBudget({ ...first, term: rule(limit) })).toEqual(budget);
  });
});

describe('the case of an intake', () => {
  const other: ProcedureCase = { ...transfer, code: '1.115778.02' };
  const withCases = (...cases: ProcedureVersion['cases']): ProcedureVersion => ({
    code: '1.115778',
    version: 1,
    name: 'Registration of change',
    field: { code: 'G13-TN02', name: 'Land' },
    effectiveFrom: '2025-12-01',
    competentAgencies: ['H99.05.01'],
    nonTerritorial: true,
    channels: ['counter', 'online'],
    immediate: false,
    cases,
    pauseGrounds: [],
    supplement: {
      clock: 'restart',
      applicantLimit: { unit: 'working-days', amount: 15 },
      requestLimit: { agency: { unit: 'working-days', amount: 3 } },
      closeAs: 'suspended',
    },
    answer: { limit: { unit: 'working-hours', amount: 8 }, alert: { unit: 'working-hours', amount: 2 } },
    apology: { at: 'before-expiry', lead: { unit: 'working-days', amount: 2 }, letterLimit: { unit: 'working-days', amount: 1 } },
    fees: [],
    legalBases: [],
    results: [],
    sources: [],
  });

  test('need not be named when there is only one', () => {
    expect(chooseCase(withCases(transfer))).toEqual({ ok: true, chosen: transfer });
  });

  test('is the first when none is named, and an unknown one is refused with the codes there are', () => {
    const offered = ['1.115778.01', '1.115778.02'];
    expect(chooseCase(withCases(transfer, other))).toEqual({ ok: true, chosen: transfer });
    expect(chooseCase(withCases(transfer, other), '1.115778.09')).toEqual({ ok: false, code: 'unknown-case', offered });
    expect(chooseCase(withCases(transfer, other), '1.115778.02')).toEqual({ ok: true, chosen: other });
  });

  test('is found by its code and by no other', () => {
    expect(caseOf(withCases(transfer, other), '1.115778.02')).toBe(other);
    expect(caseOf(withCases(transfer), '1.115778.02')).toBeUndefined();
  });

  test('counts by the term of its channel where it has one, else by the first part', () => {
    const online: TermRule = { ...days(5), start: 'online-17h' };
    const chosen: ProcedureCase = { ...transfer, channelTerms: { online } };
    expect(termRuleFor(chosen, 'online')).toBe(online);
    expect(termRuleFor(chosen, 'counter')).toBe(first.term);
  });
});
