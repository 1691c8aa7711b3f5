import { describe, expect, test } from 'vitest';
import { portalRecord } from '../../../test/fixtures/portal-records.js';
import { caseWith, hours, part, procedureWith, stage, threeDays } from '../../../test/fixtures/procedures.js';
import { parseProcedure } from '../procedure/parse-procedure.js';
import type { ProcedureVersion } from '../procedure/procedure.js';
import { validateProcedure } from '../procedure/validation.js';
import { readPortalRecord } from './read-record.js';
import { draftOfRecord, type FlagAnswers, type RecordDraft } from './record-draft.js';
import type { FlagValue } from './record-flag.js';
import { neededRules, versionOfRecord, type VersionFrame } from './version-of-record.js';

const CASE_TERM = 'case-term-contradicts-methods@cases[0].processingDay';
const tenDays: FlagValue = { kind: 'limit', limit: { unit: 'working-days', amount: 10 } };
const draftOf = (code: string, answers: FlagAnswers = new Map()): RecordDraft => draftOfRecord(readPortalRecord(portalRecord(code)), answers, (type) => type);

/** What 1.013225 could go on from: one case of the record's code, ten working days. */
const carried: ProcedureVersion = procedureWith({
  code: '1.013225',
  cases: [caseWith({ code: '1.013225.01', parts: [part({ ...threeDays, limit: { unit: 'working-days', amount: 7 } }, [stage('work', hours(56))])], channelTerms: { online: threeDays } })],
});
const frame: VersionFrame = { version: 3, source: 'Portal', carried };

describe('the draft of a record', () => {
  test.each<readonly [string, readonly (readonly [string, FlagValue])[], object]>([
    ['what the record says', [], { limit: { unit: 'calendar-days', amount: 20 }, channelLimits: { counter: tenDays.limit, online: tenDays.limit, post: tenDays.limit } }],
    ['the term a person chose, on every channel', [[CASE_TERM, tenDays]], { limit: tenDays.limit, channelLimits: {} }],
    ['a channel corrected beside it', [[CASE_TERM, tenDays], ['text-names-other-term@executionMethods[0].processingTime', { kind: 'limit', limit: { unit: 'working-days', amount: 7 } }]], { limit: tenDays.limit, channelLimits: { online: { unit: 'working-days', amount: 7 } } }],
  ])('takes of its terms %s', (_what, answers, expected) => {
    expect(draftOf('1.013225', new Map(answers)).cases[0]).toMatchObject(expected);
    expect(draftOf('1.013225', new Map(answers)).cases).toHaveLength(1);
  });

  test.each<readonly [string, readonly (readonly [string, FlagValue])[], readonly object[]]>([
    ['of the channels apart while one is wrong', [], [{ name: 'FEE', amount: 100, channel: 'online' }, { name: 'FEE', amount: 100_000, channel: 'post' }, { name: 'FEE', amount: 100_000, channel: 'counter' }]],
    ['as one once it is corrected', [['fee-smaller-than-text@executionMethods[0].fees[0]', { kind: 'amount', amount: 100_000 }]], [{ name: 'FEE', amount: 100_000 }]],
  ])('has its fees %s', (_how, answers, fees) => {
    expect(draftOf('2.001610', new Map(answers)).fees).toMatchObject(fees);
    expect(draftOf('2.001610', new Map(answers)).fees).toHaveLength(fees.length);
  });

  test('keeps a fee as words alone where a person says so', () => {
    const answers = new Map<string, FlagValue>([0, 1, 2].map((index) => [`fee-unclear@executionMethods[${String(index)}].fees[0]`, { kind: 'text-only' }]));
    expect(draftOf('1.013225', answers).fees.map(({ amount, text }) => [amount, text])).toEqual([
      [undefined, 'Theo quy định của Hội đồng nhân dân cấp tỉnh'],
      [undefined, 'Theo quy định của Hội đồng nhân dân cấp tỉnh'],
      [undefined, 'Theo quy định của Hội đồng nhân dân cấp tỉnh.'],
    ]);
  });

  test('drops nothing: a paper of no copies is a note, the rest are papers of every case, and bases a person names are added', () => {
    const bases: FlagValue = { kind: 'bases', bases: [{ document: 'Nghị định số 123/2015/NĐ-CP' }] };
    const draft = draftOf('1.001193', new Map([['legal-basis-missing@legalBasisesDetails', bases]]));
    expect(draft.cases.map(({ code, components }) => [code, components.map((paper) => paper.code.slice(-8))])).toEqual([
      ['1.001193.02', ['KQ003208', 'KQ004389', 'KQ003204']],
      ['1.001193.01', ['KQ003208', 'KQ004389', 'KQ003204']],
    ]);
    expect(draft.legalParts.notes).toEqual([expect.stringContaining('không phải nộp bản giấy')]);
    expect(draft.legalBases).toHaveLength(3);
    expect(draft.announcedBy).toEqual({ number: '163/QĐ-BTP', date: '2026-01-16', issuer: 'Bộ Tư pháp' });
  });
});

describe('a version made of a record', () => {
  const draft = draftOf('1.013225', new Map([[CASE_TERM, tenDays]]));

  test('needs what no record says', () => {
    expect(neededRules(draft).map(({ field, path }) => `${field} ${path}`)).toEqual([
      'effectiveFrom effectiveFrom', 'competentAgencies competentAgencies', 'immediate immediate', 'pauseGrounds pauseGrounds', 'supplement supplement', 'answer answer', 'apology apology', 'stages cases[0]',
    ]);
  });

  test('goes on with stages and rules of a published version, under the terms, papers and fees of the record', () => {
    const made = versionOfRecord(draft, { effectiveFrom: '2026-12-01', legalParts: { sets: 2 } }, frame);
    if (made.kind !== 'version') {
      throw new Error(JSON.stringify(made.needs));
    }
    const [one] = made.procedure.cases;
    expect([one.parts[0].term.limit, one.channelTerms, one.components.length]).toEqual([tenDays.limit, undefined, 3]);
    expect(made.procedure).toMatchObject({ version: 3, effectiveFrom: '2026-12-01', field: { code: 'G17-XD11' }, supplement: carried.supplement, sources: ['Portal'], legalParts: { sets: 2, subjects: ['Doanh nghiệp', 'Công dân Việt Nam'] } });
    expect(validateProcedure(made.procedure).errors).toEqual([]);
    expect(parseProcedure(JSON.parse(JSON.stringify(made.procedure)))).toEqual(made.procedure);
  });

  test('of two appointments goes on where they sum to the record’s term, else a person says how it is divided', () => {
    const five = part({ ...threeDays, limit: { unit: 'working-days', amount: 5 } }, [stage('one', hours(40))]);
    const five2 = part({ ...threeDays, limit: { unit: 'working-days', amount: 5 } }, [stage('two', hours(40))]);
    const divided = (...parts: ProcedureVersion['cases'][0]['parts']): VersionFrame => ({ ...frame, carried: { ...carried, cases: [caseWith({ code: '1.013225.01', parts })] } });
    expect(versionOfRecord(draft, { effectiveFrom: '2026-12-01' }, divided(five, five2)).kind).toBe('version');
    const other = { ...five2, term: { ...five2.term, limit: { unit: 'working-days', amount: 3 } } } as const;
    expect(versionOfRecord(draft, { effectiveFrom: '2026-12-01' }, divided(five, other))).toEqual({ kind: 'needs', needs: [{ field: 'stages', path: 'cases[0]' }] });
  });

  test('takes whole cases a person divided the record into', () => {
    const cases = [caseWith({ code: '1.013225.01' }), caseWith({ code: '1.013225.02' })] as const;
    const made = versionOfRecord(draft, { effectiveFrom: '2026-12-01', cases }, frame);
    expect(made.kind === 'version' && made.procedure.cases).toEqual(cases);
  });
});
