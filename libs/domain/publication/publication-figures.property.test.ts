import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AnnouncedFact, PlaceFact } from './publication-facts.js';
import { type JudgedPeriod, PUBLICATION_FIGURES, publicationFigure, publicationFigures } from './publication-figures.js';

const PERIOD: JudgedPeriod = { first: '2026-06-01', last: '2026-06-30', level: 'province', now: 1_000, closesAt: 800 };

const place: fc.Arbitrary<PlaceFact> = fc
  .record({ dueAt: fc.option(fc.integer({ min: 0, max: 1_200 }), { nil: undefined }), clickedAt: fc.option(fc.integer({ min: 0, max: 1_000 }), { nil: undefined }) })
  .map(({ dueAt, clickedAt }) => ({ place: 'national-database', ...(dueAt === undefined ? {} : { dueAt, ...(clickedAt === undefined ? {} : { clickedAt }) }) }));

const fact: fc.Arbitrary<AnnouncedFact> = fc.record({
  publication: fc.uuid(),
  announcement: fc.constantFrom('CB-1', 'CB-2', 'CB-3'),
  level: fc.constantFrom('province', 'ministry'),
  signedOn: fc.constantFrom('2026-05-31', '2026-06-01', '2026-06-15', '2026-06-30', '2026-07-01'),
  leads: fc.record({ decree: fc.constantFrom('met', 'not-met'), index: fc.constantFrom('met', 'not-met', 'not-applicable') }),
  kind: fc.constantFrom('procedure', 'group'),
  code: fc.constantFrom('1.001', '1.002', '1.003'),
  version: fc.integer({ min: 1, max: 3 }),
  change: fc.constantFrom('new', 'amended', 'repealed'),
  places: place.map((one) => [one]),
});

/** Item 1.2 told otherwise: over the subjects, not over the items. */
function recount(facts: readonly AnnouncedFact[]): { readonly n: number; readonly d: number } {
  const counted = facts.filter(({ level, signedOn }) => level === 'province' && signedOn.startsWith('2026-06'));
  let [n, d] = [0, 0];
  for (const subject of new Set(counted.map(({ kind, code }) => `${kind} ${code}`))) {
    const own = counted.filter(({ kind, code }) => `${kind} ${code}` === subject).map(({ places: [one] }) => one ?? { place: 'national-database' as const });
    const late = own.some(({ dueAt, clickedAt }) => dueAt !== undefined && (clickedAt === undefined ? dueAt < PERIOD.now : clickedAt > dueAt));
    const open = own.some(({ dueAt, clickedAt }) => dueAt === undefined || (clickedAt === undefined && dueAt >= PERIOD.now));
    d += late || !open ? 1 : 0;
    n += !late && !open ? 1 : 0;
  }
  return { n, d };
}

test('the share on the national database in time equals a recount by procedures, whatever was decided and posted', () => {
  fc.assert(
    fc.property(fc.array(fact, { maxLength: 25 }), (announced) => {
      expect(publicationFigure('database-in-time', { announced, procedures: [], postedItems: [] }, PERIOD)).toMatchObject(recount(announced));
    }),
    { seed: 20_260_601, numRuns: 500 },
  );
});

test('every figure is the count of its own list, in which nothing stands twice, whatever the order of the facts', () => {
  fc.assert(
    fc.property(fc.array(fact, { maxLength: 25 }), fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }), (announced, complete) => {
      const facts = { announced, procedures: ['1.001', '1.002', '1.004'].map((code, index) => ({ code, complete: complete[index] ?? false })), postedItems: [] };
      for (const { n, d, pending, lines } of publicationFigures(facts, PERIOD)) {
        const count = (verdict: string): number => lines.filter((line) => line.verdict === verdict).length;
        expect([n, d - n, pending]).toEqual([count('counted'), count('not-counted'), count('pending')]);
        expect(new Set(lines.map(({ subject }) => subject)).size).toBe(lines.length);
      }
      const turned = publicationFigures({ ...facts, announced: announced.toReversed() }, PERIOD);
      expect(turned.map(({ n, d }) => [n, d])).toEqual(publicationFigures(facts, PERIOD).map(({ n, d }) => [n, d]));
    }),
    { seed: 20_260_602, numRuns: 300 },
  );
});

const posted: PlaceFact = { place: 'national-database', dueAt: 500, clickedAt: 400 };
const late: PlaceFact = { place: 'national-database', dueAt: 500, clickedAt: 501 };
const base: AnnouncedFact = { publication: 'CK-1', announcement: 'CB-1', level: 'province', signedOn: '2026-06-02', leads: { decree: 'met', index: 'met' }, kind: 'procedure', code: '1.001', version: 1, change: 'new', places: [posted] };

test.each([
  ['two decisions in time count as one procedure', [base, { ...base, publication: 'CK-2' }], { n: 1, d: 1, value: '100.00' }],
  ['one late of two makes it late', [base, { ...base, publication: 'CK-2', places: [late] }], { n: 0, d: 1, value: '0.00' }],
  ['the late one of another period does not', [base, { ...base, publication: 'CK-2', signedOn: '2026-07-01', places: [late] }], { n: 1, d: 1 }],
  ['a ministry\'s decision is not the province\'s', [base, { ...base, level: 'ministry', publication: 'CK-2', places: [late] }], { n: 1, d: 1 }],
  ['one that runs yet leaves the procedure out', [base, { ...base, publication: 'CK-2', places: [{ place: 'national-database', dueAt: 1_000 }] }], { n: 0, d: 0, pending: 1 }],
  ['a group and a procedure of one code are two', [base, { ...base, kind: 'group', publication: 'CK-2', places: [late] }], { n: 1, d: 2, value: '50.00' }],
] as const)('on the national database in time: %s', (_rule, announced, expected) => {
  expect(publicationFigure('database-in-time', { announced, procedures: [], postedItems: [] }, PERIOD)).toMatchObject(expected);
});

test.each([
  ['in every required place, complete', { complete: true, counter: 700 }, { n: 1, d: 1 }],
  ['not where a part is missing', { complete: false, counter: 700 }, { n: 0, d: 1 }],
  ['not where a place was posted after the period', { complete: true, counter: 801 }, { n: 0, d: 1 }],
] as const)('a procedure is fully posted %s', (_rule, { complete, counter }, expected) => {
  const announced = [{ ...base, places: [posted, { place: 'counter', dueAt: 900, clickedAt: counter }] }] as const;
  expect(publicationFigure('fully-posted', { announced, procedures: [{ code: '1.001', complete }], postedItems: [] }, PERIOD)).toMatchObject(expected);
});

test('an amendment asks for the internal process anew, and a procedure never announced has none published', () => {
  const process = (clickedAt?: number): PlaceFact => ({ place: 'internal-process', dueAt: 900, ...(clickedAt === undefined ? {} : { clickedAt }) });
  const announced = [{ ...base, places: [process(100)] }, { ...base, publication: 'CK-2', signedOn: '2026-06-20', version: 2, change: 'amended', places: [process()] }] as const;
  const facts = { announced, procedures: [{ code: '1.001', complete: true }, { code: '1.009', complete: true }], postedItems: [] };
  expect(publicationFigure('internal-processes-published', facts, PERIOD)).toMatchObject({ n: 0, d: 2, lines: [{ publications: ['CK-2'] }, { publications: [] }] });
  expect(publicationFigure('internal-processes-published', { ...facts, announced: announced.slice(0, 1) }, PERIOD)).toMatchObject({ n: 1, d: 2 });
});

test('a hotline changed and not posted anew is not posted', () => {
  const desks = [{ agency: 'H99.02', item: 'hotline', publication: 'CK-1', clickedAt: 700 }, { agency: 'H99.31', item: 'hotline', publication: 'CK-2' }, { agency: 'H99.32', item: 'hotline' }, { agency: 'H99.02', item: 'feedback-rules' }] as const;
  expect(publicationFigure('hotline-posted', { announced: [], procedures: [], postedItems: desks }, PERIOD)).toMatchObject({ n: 1, d: 3, value: '33.33' });
  expect(PUBLICATION_FIGURES).toContain('hotline-posted');
});
