import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { caseWith, hours, part, procedureWith, stage, threeDays } from '../../../test/fixtures/procedures.js';
import { differenceOf } from './difference.js';
import { factsOf } from './facts.js';
import { parseProcedure } from './parse-procedure.js';
import type { ProcedureVersion } from './procedure.js';
import { sameJson } from './same-json.js';

const folder = join(import.meta.dirname, '../../../data/catalogue/procedures');
const catalogue = readdirSync(folder).map((file) => parseProcedure(JSON.parse(readFileSync(join(folder, file), 'utf8'))));
const before = procedureWith({});
const paper = { code: 'G15-KQ000001', name: 'Form', originals: 1, copies: 0, required: true };
const LAW = { document: '23/2015/NĐ-CP', article: '21' };
const days = (amount: number): { readonly unit: 'working-days'; readonly amount: number } => ({ unit: 'working-days', amount });

const changed = (change: Partial<ProcedureVersion>): readonly string[] => differenceOf(before, procedureWith(change)).map(({ section, kind, key }) => `${section} ${kind} ${key}`);

describe('the difference of two versions', () => {
  test.each<readonly [string, Partial<ProcedureVersion>]>([
    ['identity changed name', { name: 'Another name' }],
    ['identity changed effective-from', { effectiveFrom: '2026-08-01' }],
    ['identity added ends-on', { endsOn: '2027-01-01' }],
    ['identity added announced-by', { announcedBy: { number: '1/QĐ-UBND', date: '2026-06-01' } }],
    ['identity added repealed-by', { repealedBy: { number: '1/QĐ-UBND', date: '2026-06-01' } }],
    ['parts added order/1', { legalParts: { order: [{ text: 'File' }] } }],
    ['parts added sets', { legalParts: { sets: 2 } }],
    ['parts added subject/Citizens', { legalParts: { subjects: ['Citizens'] } }],
    ['parts added authority/coordinating', { legalParts: { authority: { coordinating: 'Police' } } }],
    ['parts added manner/online/0', { legalParts: { manner: [{ channel: 'online', text: 'On the portal' }] } }],
    ['parts added condition/1', { legalParts: { conditions: ['Of age'] } }],
    ['parts added note/1', { legalParts: { notes: ['Bring it'] } }],
    ['parts added without/form', { legalParts: { without: ['form'] } }],
    ['parts removed channel/online', { channels: ['counter'] }],
    ['parts added competent-agency/H99.32', { competentAgencies: ['H99.31', 'H99.32'] }],
    ['forms added form/TK-01', { legalParts: { forms: [{ code: 'TK-01', name: 'Declaration' }] } }],
    ['papers changed paper/1.000001.01/G15-KQ000001', { cases: [caseWith({ components: [{ ...paper, required: false }] })] }],
    ['papers removed paper/1.000001.01/G15-KQ000001', { cases: [caseWith({ components: [] })] }],
    ['terms added statutory-limit/1.000001.01', { cases: [caseWith({ statutoryLimit: days(5) })] }],
    ['terms added channel-term/1.000001.01/online', { cases: [caseWith({ channelTerms: { online: threeDays } })] }],
    ['terms added dating/1.000001.01', { cases: [caseWith({ dating: { by: 'nobody', law: LAW } })] }],
    ['fees changed fee/Fee/', { fees: [{ name: 'Fee', amount: 9000 }] }],
    ['fees added fee/Fee/online', { fees: [{ name: 'Fee', amount: 8000 }, { name: 'Fee', amount: 4000, channel: 'online' }] }],
    ['bases changed basis/Law/', { legalBases: [{ document: 'Law', effectiveFrom: '2020-01-01' }] }],
    ['rules changed immediate', { immediate: true }],
    ['rules added pause-ground/public-posting', { pauseGrounds: ['public-posting'] }],
    ['rules added remote-extra', { remoteExtra: days(10) }],
    ['rules added undated-maximum', { undatedMaximum: days(10) }],
    ['rules added extension/two-days', { extensions: [{ code: 'two-days', name: 'Two days', law: LAW, limit: days(2) }] }],
    ['rules changed source/1', { sources: ['Another decision'] }],
  ])('names %s', (line, change) => {
    expect(changed(change)).toEqual([line]);
  });

  test('gives what both versions say of a step that takes longer, and of the term that pays for it', () => {
    const longer = part({ ...threeDays, limit: days(4) }, [stage('desk', hours(4))], [stage('work', hours(28))]);
    const changes = differenceOf(procedureWith({ cases: [caseWith({ parts: [part(threeDays, [stage('desk', hours(4))], [stage('work', hours(20))])] })] }), procedureWith({ cases: [caseWith({ parts: [longer] })] }));
    expect(changes.map(({ key, kind }) => `${kind} ${key}`)).toEqual(['changed term/1.000001.01/1', 'changed step/1.000001.01/work']);
    expect([changes[1]?.before?.[4], changes[1]?.after?.[4]]).toEqual([{ budget: hours(20) }, { budget: hours(28) }]);
  });

  test('keeps two fees of one name apart', () => {
    const twice = procedureWith({ fees: [{ name: 'Fee', amount: 1 }, { name: 'Fee', amount: 2 }] });
    expect(differenceOf(before, twice).map(({ kind, key }) => `${kind} ${key}`)).toEqual(['changed fee/Fee/', 'added fee/Fee/#2']);
  });

  test.each(catalogue.map((procedure) => [procedure.code, procedure] as const))('of %s with itself, its keys in another order, is nothing', (_code, procedure) => {
    expect(differenceOf(procedure, parseProcedure(JSON.parse(JSON.stringify(reversed(procedure)))))).toEqual([]);
  });

  test('misses nothing: wherever one value of a version of the catalogue is another, a fact is another', () => {
    for (const procedure of catalogue.filter(({ code }) => ['1.012783', '2.002755', '1.013225'].includes(code))) {
      const facts = factsOf(procedure);
      for (const other of variationsOf(procedure)) {
        expect(sameJson(factsOf(other), facts), JSON.stringify(other)).toBe(false);
      }
    }
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(reversed);
  }
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).reverse().map(([key, item]) => [key, reversed(item)])) : value;
}

/** The version with one number or free text changed, once for each of them but its code and number. */
function variationsOf(procedure: ProcedureVersion): readonly ProcedureVersion[] {
  const found: unknown[] = [];
  const vary = (value: unknown, rebuild: (other: unknown) => unknown, key: string): void => {
    if (typeof value === 'number' || (typeof value === 'string' && ['name', 'text', 'unit', 'document', 'article', 'awaits'].includes(key))) {
      found.push(rebuild(typeof value === 'number' ? value + 1 : `${value} x`));
    } else if (Array.isArray(value)) {
      value.forEach((item: unknown, index) => {
        vary(item, (other) => rebuild(value.map((each: unknown, place) => (place === index ? other : each))), key);
      });
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, item] of Object.entries(value)) {
        if (!(value === procedure && ['code', 'version'].includes(name)) && !(name === 'unit' && 'amount' in value)) {
          vary(item, (other) => rebuild({ ...value, [name]: other }), name);
        }
      }
    }
  };
  vary(procedure, (other) => other, '');
  return found as readonly ProcedureVersion[];
}
