import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseProcedure } from '../procedure/parse-procedure.js';
import { validateProcedure } from '../procedure/validation.js';
import { missingGroupParts } from './missing-group-parts.js';
import { parseGroup } from './parse-group.js';
import { groupCaseOf, type ProcedureGroup } from './procedure-group.js';
import { dealPapers } from './shared-papers.js';
import { type GroupErrorCode, validateGroup } from './validate-group.js';

const DATA = new URL('../../../data/catalogue/', import.meta.url);
const read = <T>(folder: string, parse: (json: unknown) => T): readonly T[] =>
  readdirSync(new URL(`${folder}/`, DATA)).sort().map((name) => parse(JSON.parse(readFileSync(new URL(`${folder}/${name}`, DATA), 'utf8'))));

const procedures = new Map(read('procedures', parseProcedure).map((procedure) => [procedure.code, procedure]));
const groups = new Map(read('groups', parseGroup).map((group) => [group.code, group]));
const BIRTH = groups.get('LT-63-2024')!;
const KARAOKE = groups.get('LT-297-2025')!;

describe('the groups of the catalogue', () => {
  test.each([...groups.values()].map((group): [string, ProcedureGroup] => [group.code, group]))('%s fits its members and lacks no part', (_code, group) => {
    expect(validateGroup(group, procedures)).toEqual([]);
    expect(missingGroupParts(group)).toEqual([]);
  });

  test.each([...new Set([...groups.values()].flatMap(({ cases }) => cases.flatMap(({ members }) => members.map(({ procedureCode }) => procedureCode))))])('member %s is a sound procedure', (code) => {
    expect(validateProcedure(procedures.get(code)!).errors).toEqual([]);
  });

  test.each([
    // case, group, members with their terms in working days, counted from the filing; promised term
    ['LT-63-2024.01', BIRTH, ['1.001193 same-day', '1.004222 3', '9.000001.H99 3'], 3],
    ['LT-63-2024.02', BIRTH, ['1.001193 same-day', '1.004222 5', '9.000001.H99 3'], 5],
    ['LT-297-2025.01', KARAOKE, ['1.001612 3', '9.000002.H99 6', '9.000003.H99 16'], 16],
  ] as const)('%s runs in the terms of its decree', (code, group, terms, promised) => {
    const chosen = groupCaseOf(group, code)!;
    const limits = chosen.members.map(({ procedureCode, caseCode }) => procedures.get(procedureCode)!.cases.find((each) => each.code === caseCode)!.parts[0].term.limit);
    expect(limits.map((limit, index) => `${chosen.members[index]!.procedureCode} ${limit.unit === 'same-day' ? limit.unit : String(limit.amount)}`)).toEqual(terms);
    expect(chosen.term.limit).toEqual({ unit: 'working-days', amount: promised });
  });
});

const [first, second, third] = KARAOKE.cases[0].members;
function withMembers(...members: readonly (typeof first | undefined)[]): ProcedureGroup {
  const given = members.filter((member) => member !== undefined) as [typeof first];
  return { ...KARAOKE, cases: [{ ...KARAOKE.cases[0], members: given }] };
}

describe('a group is refused', () => {
  test.each([
    ['with one member', withMembers(first), 'member-alone'],
    ['with a member twice', withMembers(first, first), 'duplicate-member'],
    ['with a member no catalogue knows', withMembers(first, { ...second!, procedureCode: '1.999999' }), 'unknown-member'],
    ['with a case its member does not have', withMembers(first, { ...second!, caseCode: '9.000002.H99.09' }), 'unknown-member-case'],
    ['with a body that may not decide its member', withMembers(first, { ...second!, agencies: ['H99.07'] }), 'member-agency'],
    ['where a member needs a later one', withMembers({ ...first, needs: [second!.procedureCode] }, second), 'needs-no-earlier-member'],
    ['through a channel a member does not offer', { ...withMembers(first, second, third), channels: ['post'] }, 'member-channel'],
    ['that promises less than a member takes', { ...KARAOKE, cases: [{ ...KARAOKE.cases[0], term: { ...KARAOKE.cases[0].term, limit: { unit: 'working-days', amount: 10 } } }] }, 'member-exceeds-group-term'],
    ['that shares a paper nobody asks for', { ...KARAOKE, shared: [{ code: 'X-1', name: 'x', serves: [{ procedureCode: first.procedureCode, component: 'X-2' }] }] }, 'unknown-shared-component'],
    ['that ends before it begins', { ...KARAOKE, endsOn: '2025-11-17' }, 'ends-before-it-begins'],
    ['that begins before its members', { ...KARAOKE, effectiveFrom: '2025-01-01' }, 'member-not-in-force'],
  ] as readonly [string, ProcedureGroup, GroupErrorCode][])('%s', (_why, group, code) => {
    expect(validateGroup(group, procedures).map((problem) => problem.code)).toContain(code);
  });

  test('where a member has ended by then', () => {
    const ended = new Map([...procedures, [second!.procedureCode, { ...procedures.get(second!.procedureCode)!, endsOn: '2025-11-17' }]]);
    expect(validateGroup(KARAOKE, ended)).toMatchObject([{ code: 'member-ended', data: { member: second!.procedureCode } }]);
  });
});

describe('the parts of a group', () => {
  test('are named where they are missing', () => {
    expect(missingGroupParts({ ...withMembers(first), name: ' ', legalBases: [], sources: [], channels: [] })).toEqual(['name', 'channels', 'members', 'legal-bases', 'sources']);
  });
});

describe('a paper of a filing', () => {
  const copy = (code: string) => ({ code, copies: 1, kind: 'original' as const });
  const dealt = (...codes: readonly string[]) => dealPapers(BIRTH, BIRTH.cases[0], codes.map(copy), procedures);
  const codesOf = (deal: ReturnType<typeof dealt>, procedure: string) => (deal.kind === 'dealt' ? deal.byMember.get(procedure)?.map(({ code }) => code) : deal.paper);

  test.each([
    ['under the shared code', 'H99-LT63-CHUNGSINH'],
    ['under the code of one member', '000.00.00.G15-KQ004389'],
  ])('handed in once %s counts for every member that asks for it, under the code of each', (_how, code) => {
    const deal = dealt(code);
    expect([codesOf(deal, '1.001193'), codesOf(deal, '1.004222'), codesOf(deal, '9.000001.H99')]).toEqual([['000.00.00.G15-KQ004389'], [], ['H99-BH01-CHUNGSINH']]);
  });

  test('given twice is dealt once', () => {
    expect(codesOf(dealt('H99-LT63-CHUNGSINH', '000.00.00.G15-KQ004389'), '1.001193')).toEqual(['000.00.00.G15-KQ004389']);
  });

  test('nobody asks for is named', () => {
    expect(dealt('H99-CA05-CT01', 'H99-UNKNOWN')).toEqual({ kind: 'unknown', paper: 'H99-UNKNOWN' });
  });
});
