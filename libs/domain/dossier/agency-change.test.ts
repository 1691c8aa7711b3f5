import { describe, expect, test } from 'vitest';
import type { Agency } from './agency.js';
import { agencyProblems, type AgencyUse } from './agency-change.js';

const PROVINCE: Agency = { code: 'H99', unitCode: '000.00.00.H99', name: 'UBND tỉnh', kind: 'province', superior: '', province: 'H99', desk: false };
const COMMUNE: Agency = { code: 'H99.31', unitCode: '000.00.31.H99', name: 'UBND xã', kind: 'commune', superior: '', province: 'H99', parent: 'H99', desk: true };
const BRANCH: Agency = { ...COMMUNE, code: 'H99.31.01', unitCode: '000.01.31.H99', parent: 'H99.31', desk: false };
const OTHER: Agency = { ...PROVINCE, code: 'H98', unitCode: '000.00.00.H98', province: 'H98' };
const agencies = new Map([PROVINCE, COMMUNE, BRANCH, OTHER].map((agency) => [agency.code, agency]));
const UNUSED: AgencyUse = { named: false, received: false, decided: false };

function problemsOf(before: Agency | undefined, after: Agency, use: Partial<AgencyUse> = {}): readonly string[] {
  return agencyProblems(before, after, { agencies, use: { ...UNUSED, ...use }, today: '2026-08-18' }).map(({ code, field }) => `${code} ${field}`);
}

describe('a new agency', () => {
  test('is entered under a code and a unit code of its own', () => {
    expect(problemsOf(undefined, { ...COMMUNE, code: 'H99.32', unitCode: '000.00.32.H99' })).toEqual([]);
    expect(problemsOf(undefined, COMMUNE)).toEqual(['code-taken code']);
    expect(problemsOf(undefined, { ...COMMUNE, code: 'H99.32' })).toEqual(['unit-code-taken unitCode']);
  });

  test('stands below a known agency of its own province', () => {
    const fresh = { ...COMMUNE, code: 'H99.32', unitCode: 'x' };
    expect(problemsOf(undefined, { ...fresh, parent: 'H99.77' })).toEqual(['unknown-parent parent']);
    expect(problemsOf(undefined, { ...fresh, parent: 'H98' })).toEqual(['parent-of-other-province parent']);
    expect(problemsOf(undefined, { ...fresh, province: 'H97', parent: 'H99' })).toEqual(['unknown-province province', 'parent-of-other-province parent']);
    expect(problemsOf(undefined, { ...fresh, province: 'H99.31', parent: 'H99.31' })).toContain('province-not-its-own province');
  });
});

describe('a known agency', () => {
  test('takes another name, superior, telephone, symbol and parent at any time', () => {
    const used = { named: true, received: true, decided: true };
    expect(problemsOf(BRANCH, { ...BRANCH, name: 'Chi nhánh', superior: 'Sở', phone: '1900', symbol: 'CN', parent: 'H99' }, used)).toEqual([]);
  });

  test.each(['unitCode', 'kind', 'province'] as const)('keeps its %s once a calendar or a code names it', (field) => {
    const other = { unitCode: '000.00.99.H99', kind: 'office', province: 'H98' } as const;
    const changed: Agency = { ...COMMUNE, parent: 'H99', [field]: other[field] };
    expect(problemsOf(COMMUNE, changed, { named: true })).toContain(`fixed-once-in-use ${field}`);
    expect(problemsOf(COMMUNE, changed)).not.toContain(`fixed-once-in-use ${field}`);
  });

  test('keeps its desk and its being remote once dossiers counted by them', () => {
    expect(problemsOf(COMMUNE, { ...COMMUNE, desk: false }, { received: true })).toEqual(['desk-has-received desk']);
    expect(problemsOf(COMMUNE, { ...COMMUNE, remote: true }, { decided: true })).toEqual(['remote-has-counted remote']);
    expect(problemsOf(COMMUNE, { ...COMMUNE, remote: false }, { decided: true })).toEqual([]);
    expect(problemsOf(COMMUNE, { ...COMMUNE, desk: false, remote: true })).toEqual([]);
  });

  test('never stands above itself', () => {
    expect(problemsOf(COMMUNE, { ...COMMUNE, parent: 'H99.31.01' })).toEqual(['parent-below-itself parent']);
    expect(problemsOf(COMMUNE, { ...COMMUNE, parent: 'H99.31' })).toEqual(['parent-below-itself parent']);
  });

  test('ends today or later, and once ended stays so', () => {
    expect(problemsOf(COMMUNE, { ...COMMUNE, endsOn: '2026-08-18' })).toEqual([]);
    expect(problemsOf(COMMUNE, { ...COMMUNE, endsOn: '2026-08-17' })).toEqual(['ends-in-the-past endsOn']);
    const planned = { ...COMMUNE, endsOn: '2026-09-01' };
    expect(problemsOf(planned, COMMUNE)).toEqual([]);
    const ended = { ...COMMUNE, endsOn: '2026-08-01' };
    expect(problemsOf(ended, COMMUNE)).toEqual(['ended-already endsOn']);
    expect(problemsOf(ended, { ...ended, name: 'Khác' })).toEqual([]);
  });
});
