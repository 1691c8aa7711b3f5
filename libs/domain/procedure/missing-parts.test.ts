import { describe, expect, test } from 'vitest';
import { caseWith, procedureWith } from '../../../test/fixtures/procedures.js';
import { LEGAL_PART_CODES, type LegalParts } from './legal-parts.js';
import { missingParts } from './missing-parts.js';
import { partFactsOf } from './part-facts.js';
import type { ProcedureVersion } from './procedure.js';

const whole: LegalParts = { order: [{ text: 'File at the counter' }], sets: 1, subjects: ['Citizens'], without: ['form', 'conditions'] };
const complete = (change: Partial<ProcedureVersion> = {}, parts: Partial<LegalParts> = {}): ProcedureVersion => procedureWith({ legalParts: { ...whole, ...parts }, ...change });
const LAW = { document: '23/2015/NĐ-CP', article: '21' };

const LACKING: readonly (readonly [missing: readonly string[], why: string, procedure: ProcedureVersion])[] = [
  [[], 'each part is given or said to be none', complete()],
  [['name name blank'], 'a name of spaces is none', complete({ name: ' ' })],
  [['order legalParts.order absent'], 'no step of the order', complete({}, { order: [] })],
  [['order legalParts.order[1] blank'], 'the second step says nothing', complete({}, { order: [{ text: 'File' }, { heading: 'Then', text: '' }] })],
  [['manner channels absent'], 'nobody can file', complete({ channels: [] })],
  [['manner legalParts.manner[0] blank'], 'a manner that says nothing', complete({}, { manner: [{ channel: 'online', text: '' }] })],
  [['components cases[1].components absent'], 'the second case asks for no paper', complete({ cases: [caseWith({}), caseWith({ components: [] })] })],
  [['sets legalParts.sets absent'], 'nobody says how many sets', procedureWith({ legalParts: { order: whole.order ?? [], subjects: ['Citizens'], without: ['form', 'conditions'] } })],
  [['period cases[0].parts absent'], 'no date is promised and no maximum set', complete({ cases: [caseWith({ dating: { by: 'nobody', law: LAW } })] })],
  [[], 'a maximum is a period', complete({ cases: [caseWith({ dating: { by: 'nobody', law: LAW } })], undatedMaximum: { unit: 'working-days', amount: 5 } })],
  [['subjects legalParts.subjects absent'], 'for whom is not said', complete({}, { subjects: [] })],
  [['agency competentAgencies absent'], 'nobody decides', complete({ competentAgencies: [] })],
  [['form legalParts.forms not-said'], 'forms are neither listed nor said to be none', complete({}, { without: ['conditions'] })],
  [['result results not-said'], 'an empty list of results says nothing', complete({ results: [] })],
  [['conditions legalParts.conditions[0] blank'], 'a condition of no words', complete({}, { conditions: [''] })],
  [['fees fees not-said'], 'an empty list of fees says nothing', complete({ fees: [] })],
  [[], 'a fee said to be none', complete({ fees: [] }, { without: ['form', 'conditions', 'fees'] })],
  [[], 'a fee of nothing is a fee', complete({ fees: [{ name: 'Fee', amount: 0 }] })],
  [['fees fees[0] blank'], 'a fee of neither amount nor words', complete({ fees: [{ name: 'Fee' }] })],
  [['order legalParts.order absent', 'sets legalParts.sets absent', 'subjects legalParts.subjects absent', 'form legalParts.forms not-said', 'conditions legalParts.conditions not-said'], 'published before parts were kept', procedureWith({})],
];

describe('the legal parts of a procedure', () => {
  test.each(LACKING)('lack %j: %s', (missing, _why, procedure) => {
    expect(missingParts(procedure).map(({ code, path, lack }) => `${code} ${path} ${lack}`)).toEqual(missing);
  });

  test('are each missing from some procedure of the table', () => {
    const named = LACKING.flatMap(([missing]) => missing.map((one) => one.split(' ')[0]));
    expect([...new Set(named)].sort()).toEqual([...LEGAL_PART_CODES].sort());
  });

  test('that are not missing are said by a fact of the version or said to be none', () => {
    for (const [, , procedure] of LACKING) {
      const missing = new Set(missingParts(procedure).map(({ code }) => code));
      const silent = partFactsOf(procedure).filter(({ code, facts, none }) => !missing.has(code) && facts.length === 0 && !none);
      expect(silent).toEqual([]);
    }
  });
});
