import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseAgencies } from './parse-agencies.js';
import { parseProcedure } from './parse-procedure.js';
import { missingParts } from './missing-parts.js';
import type { ProcedureVersion } from './procedure.js';
import { ownerOf } from '../dossier/term.js';
import { termOfPart } from './stages.js';
import { validateProcedure } from './validation.js';

const catalogue = join(import.meta.dirname, '../../../data/catalogue');
const readJson = (path: string): unknown => JSON.parse(readFileSync(join(catalogue, path), 'utf8'));

const agencies = parseAgencies(readJson('agencies.json'));
const agencyCodes = new Set(agencies.map((agency) => agency.code));
const files = readdirSync(join(catalogue, 'procedures')).sort();
const procedures = new Map(files.map((file) => [file, parseProcedure(readJson(`procedures/${file}`))]));

function procedureOf(code: string): ProcedureVersion {
  const found = procedures.get(`${code}.json`);
  if (found === undefined) {
    throw new Error(`The catalogue has no file procedures/${code}.json`);
  }
  return found;
}

const KNOWN_WARNINGS: Readonly<Record<string, readonly string[]>> = {
  // The second appointment is two working days long: no draft can be made two working days before its end.
  '1.012783.json': ['apology-lead-covers-term cases[0].parts[1]'],
  '1.012786.json': ['apology-lead-covers-term cases[0].parts[1]', 'apology-lead-covers-term cases[1].parts[1]'],
};

describe('the demo catalogue', () => {
  test('holds at least eighteen procedures, one a file named by its code', () => {
    expect(files.length).toBeGreaterThanOrEqual(18);
    expect([...procedures].map(([, procedure]) => `${procedure.code}.json`)).toEqual(files);
  });

  test.each(files)('%s may be published, with no other warning than the known ones', (file) => {
    const report = validateProcedure(procedureOf(file.slice(0, -'.json'.length)), agencyCodes);
    expect(report.errors).toEqual([]);
    expect(report.warnings.map((warning) => `${warning.code} ${warning.path}`)).toEqual(KNOWN_WARNINGS[file] ?? []);
  });

  test.each([
    // code, case, part, what the stages sum to                       decision the figures come from
    ['1.012994', 0, 0, { unit: 'office-hours', amount: 168 }, 'QĐ 3857/QĐ-UBND Nghệ An: 168 hours = 21 days'],
    ['1.014464', 0, 0, { unit: 'office-hours', amount: 24 }, 'QĐ 2811/QĐ-UBND Đồng Nai: 3 working days'],
    ['2.002755', 0, 0, { unit: 'office-hours', amount: 96 }, 'QĐ 3854/QĐ-UBND Nghệ An: 40 + 56 hours'],
    ['1.005144', 0, 0, { unit: 'office-hours', amount: 80 }, 'QĐ 3760/QĐ-UBND Nghệ An: 80 hours = 10 days'],
    ['1.012644', 0, 0, { unit: 'office-hours', amount: 240 }, 'QĐ 1594/QĐ-TTPVHCC Hà Nội: 240 hours = 30 days'],
    ['1.014466', 0, 0, { unit: 'calendar-days', amount: 48 }, 'QĐ 01779/QĐ-UBND Cà Mau: 43 + 5 days'],
    ['1.014466', 1, 0, { unit: 'calendar-days', amount: 36 }, 'QĐ 01779/QĐ-UBND Cà Mau: 31 + 5 days'],
    ['1.115778', 0, 0, { unit: 'office-hours', amount: 40 }, 'QĐ 138/2025/QĐ-UBND Đồng Tháp: first appointment 5 days'],
    ['1.115778', 0, 1, { unit: 'office-hours', amount: 24 }, 'QĐ 138/2025/QĐ-UBND Đồng Tháp: second appointment 3 days'],
    ['2.002621', 0, 0, { unit: 'office-hours', amount: 24 }, 'NĐ 63/2024: residence and card run side by side'],
  ])('%s case %i part %i sums to %o – %s', (code, caseIndex, part, sum) => {
    const found = procedureOf(code).cases[caseIndex]?.parts[part];
    expect(found && termOfPart(found)).toEqual(sum);
  });

  test.each([
    // code, agency of the stages, hours           who holds how much of the term
    ['2.002755', 'H99.32', 40, 'commune'],
    ['2.002755', 'H99.06', 36, 'department'],
    ['2.002755', 'H99.02', 4, 'desk of the provincial centre'],
    ['2.002755', 'H99.01', 16, 'office of the provincial committee'],
    ['1.012644', 'H99.01', 56, 'eight sub-steps share one budget of seven days'],
  ])('%s gives agency %s %i hours: %s', (code, agency, hours) => {
    const procedure = procedureOf(code);
    const route = { receiving: 'H99.32', competent: 'H99.06', place: 'H99.32', remote: false };
    const own = procedure.cases[0].parts[0].groups.flatMap((group) => group.stages).filter(({ owner }) => ownerOf(owner, route) === agency);
    expect(own.reduce((sum, { budget }) => sum + (budget?.amount ?? 0), 0)).toBe(hours);
  });

  test('the minerals term is shorter than the sixty days of the statute', () => {
    const [first] = procedureOf('1.014466').cases;
    expect(first.statutoryLimit).toEqual({ unit: 'calendar-days', amount: 60 });
  });

  test.each(['1.001193', '1.004194', '1.004222', '1.004873', '1.013225'])('%s has every legal part and may be posted', (code) => {
    expect(missingParts(procedureOf(code))).toEqual([]);
  });

  test.each(files)('%s is written in composed characters (NFC)', (file) => {
    const raw = readFileSync(join(catalogue, 'procedures', file), 'utf8');
    expect(raw).toBe(raw.normalize('NFC'));
  });
});

describe('the demo agencies', () => {
  test('are one province with its centre, a land registration office, and three communes of which one is remote', () => {
    const ofKind = (kind: string): number => agencies.filter((agency) => agency.kind === kind).length;
    expect([ofKind('province'), ofKind('centre'), ofKind('commune')]).toEqual([1, 1, 3]);
    expect(ofKind('department')).toBeGreaterThanOrEqual(2);
    expect(agencies.filter((agency) => agency.kind === 'commune' && agency.remote === true)).toHaveLength(1);
    expect(agencies.find((agency) => agency.code === 'H99.05.01')?.parent).toBe('H99.05');
  });

  test('carry codes with the province at the left and unit codes with the province at the right', () => {
    for (const agency of agencies) {
      expect(agency.code).toMatch(/^H99(\.[0-9A-Z]+)*$/);
      expect(agency.code.length).toBeLessThanOrEqual(35);
      expect(agency.unitCode).toMatch(/^\d{3}\.\d{2}\.\d{2}\.H99$/);
    }
    expect(new Set(agencies.map((agency) => agency.unitCode)).size).toBe(agencies.length);
    expect(agencyCodes.size).toBe(agencies.length);
  });

  test('stand under an agency of the list, the province excepted', () => {
    for (const agency of agencies) {
      expect(agency.parent === undefined ? agency.kind === 'province' : agencyCodes.has(agency.parent)).toBe(true);
    }
  });
});
