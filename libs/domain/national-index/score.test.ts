import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseIndexScheme } from './parse-scheme.js';
import { INDEX_INPUTS, type IndexInput } from './scheme.js';
import { type ComponentScore, type IndexInputs, scoreIndex } from './score.js';
import { simulateIndex } from './simulate.js';

const JSON_766 = JSON.parse(readFileSync(new URL('../../../data/catalogue/national-index/766.json', import.meta.url), 'utf8')) as unknown;
const scheme = parseIndexScheme(JSON_766);

function scored(code: string, inputs: IndexInputs): ComponentScore {
  const found = scoreIndex(scheme, inputs).groups.flatMap(({ components }) => components).find((component) => component.code === code);
  if (found === undefined) {
    throw new Error(`The scheme has no component ${code}`);
  }
  return found;
}

describe('points of a component', () => {
  test.each<readonly [code: string, n: number, d: number, points: number, toFull: number, rule: string]>([
    // component            n    d    points  short  rule
    ['in-time', 98, 100, 1960, 2, '20 × on time / received'],
    ['in-time', 2, 3, 1333, 1, 'to hundredths, half up'],
    ['in-time', 105, 100, 2000, 0, 'never above the maximum, whatever was carried over'],
    ['in-time', 0, 100, 0, 100, 'nothing in time, nothing given: no fallback'],
    ['dossiers-online', 50, 100, 600, 0, 'all from 50 % on'],
    ['dossiers-online', 49, 100, 294, 1, 'below by the share'],
    ['procedures-online', 4, 5, 200, 0, 'all from 80 % on'],
    ['fees-paid-online', 3, 10, 600, 0, 'all from 30 % on'],
    ['satisfaction', 90, 100, 600, 0, 'all from 90 % on'],
    ['satisfaction', 89, 100, 534, 1, 'below by the share'],
  ])('%s with %i of %i has %i hundredths and lacks %i: %s', (code, n, d, points, toFull) => {
    const component = scored(code, { [code as IndexInput]: { n, d } });
    expect(component).toMatchObject({ state: 'scored', points, toFull, gap: component.maximum - points });
  });

  test('are, where a scheme says so, the share of what gives them all', () => {
    const continuous = parseIndexScheme(JSON.parse(JSON.stringify(JSON_766).replaceAll('"below":"share"', '"below":"share-of-full"')));
    const [component] = scoreIndex(continuous, { 'dossiers-online': { n: 25, d: 100 } }).groups[2]?.components.slice(2) ?? [];
    expect(component).toMatchObject({ points: 300 });
  });

  test('are what the portal gives where nothing arose: six without feedback, none without dossiers, and else the component is not scored', () => {
    const nothing = { n: 0, d: 0 };
    expect(scored('feedback-in-time', { 'feedback-in-time': nothing })).toMatchObject({ state: 'nothing-arose', points: 600, gap: 0 });
    expect(scored('in-time', { 'in-time': nothing })).toMatchObject({ state: 'nothing-arose', points: 0, gap: 2000 });
    expect(scored('fees-paid-online', { 'fees-paid-online': nothing })).not.toHaveProperty('points');
  });

  test('are not guessed where nobody counts, nor where no source says what is scored', () => {
    expect(scored('papers-digitised', {})).toMatchObject({ state: 'no-data' });
    expect(scored('papers-digitised', {})).not.toHaveProperty('points');
    expect(scored('digitisation-rest', Object.fromEntries(INDEX_INPUTS.map((input) => [input, { n: 1, d: 1 }])))).toMatchObject({ state: 'no-data' });
  });
});

test('the six groups have a hundred points, and what is not known is told beside the sum', () => {
  expect(scheme.groups.map(({ maximum }) => maximum / 100)).toEqual([18, 20, 12, 10, 22, 18]);
  expect(scoreIndex(scheme, {})).toMatchObject({ points: 0, known: 0, maximum: 10_000 });
  expect(scoreIndex(scheme, { 'in-time': { n: 1, d: 2 }, 'dossiers-online': { n: 1, d: 1 } })).toMatchObject({ points: 1_600, known: 2_600, maximum: 10_000 });
});

const inputs = fc.dictionary(fc.constantFrom(...INDEX_INPUTS), fc.tuple(fc.nat(1_000), fc.nat(1_000)).map(([n, d]) => ({ n, d })));

test('points are never below nought nor above their maximum, groups add up to the index, and gaps to what is missing', () => {
  fc.assert(
    fc.property(inputs, (known) => {
      const { groups, points, known: judged } = scoreIndex(scheme, known);
      for (const component of groups.flatMap(({ components }) => components)) {
        expect((component.points ?? 0) >= 0 && (component.points ?? 0) <= component.maximum).toBe(true);
        expect((component.points ?? 0) + (component.gap ?? 0)).toBe(component.points === undefined ? 0 : component.maximum);
      }
      expect(groups.reduce((sum, group) => sum + group.points, 0)).toBe(points);
      const gaps = groups.flatMap(({ components }) => components).reduce((sum, { gap = 0 }) => sum + gap, 0);
      expect(points + gaps).toBe(judged);
    }),
    { seed: 41, numRuns: 500 },
  );
});

test('one more in a numerator never gives fewer points, and as many as are lacking give all', () => {
  fc.assert(
    fc.property(fc.constantFrom(...INDEX_INPUTS), fc.integer({ min: 1, max: 500 }), fc.nat(499), (input, d, seed) => {
      const n = seed % d;
      const [less, more] = [{ n, d }, { n: n + 1, d }].map((counted) => scored(input, { [input]: counted }).points ?? 0);
      expect(more).toBeGreaterThanOrEqual(less ?? 0);
      const { toFull = 0, maximum } = scored(input, { [input]: { n, d } });
      expect(scored(input, { [input]: { n: n + toFull, d } }).points).toBe(maximum);
    }),
    { seed: 43, numRuns: 500 },
  );
});

describe('what is supposed', () => {
  const now: IndexInputs = { 'in-time': { n: 80, d: 100 }, 'dossiers-online': { n: 20, d: 100 } };

  test.each([
    ['twelve more in time', [{ kind: 'more', input: 'in-time', more: 12 }], 1_600 + 120, 1_840 + 120],
    ['half of the dossiers online', [{ kind: 'share', input: 'dossiers-online', share: 5_000 }], 1_600 + 120, 1_600 + 600],
    ['a number nobody counts', [{ kind: 'counts', input: 'papers-digitised', n: 8, d: 10 }], 1_600 + 120, 1_600 + 120 + 400],
    ['one thing after the other', [{ kind: 'more', input: 'in-time', more: 12 }, { kind: 'more', input: 'in-time', more: -2 }], 1_600 + 120, 1_800 + 120],
  ] as const)('%s changes the score and nothing that is', (_what, changes, before, after) => {
    const result = simulateIndex(scheme, now, changes);
    expect(result).toMatchObject({ now: { points: before }, supposed: { points: after } });
    expect(now).toEqual({ 'in-time': { n: 80, d: 100 }, 'dossiers-online': { n: 20, d: 100 } });
  });

  test.each([
    ['more than there are', [{ kind: 'more', input: 'in-time', more: 21 }], { code: 'out-of-range', place: 0, least: -80, most: 20 }],
    ['fewer than none', [{ kind: 'more', input: 'in-time', more: 1 }, { kind: 'more', input: 'in-time', more: -82 }], { code: 'out-of-range', place: 1, least: -81, most: 19 }],
    ['of what nobody counts, a share', [{ kind: 'share', input: 'papers-reused', share: 100 }], { code: 'not-counted', place: 0 }],
  ] as const)('is refused with its place: %s', (_what, changes, objection) => {
    expect(simulateIndex(scheme, now, changes)).toMatchObject(objection);
  });
});

describe('a scheme', () => {
  const with766 = (change: (text: string) => string): unknown => JSON.parse(change(JSON.stringify(JSON_766)));

  test.each<readonly [what: string, json: unknown, path: string]>([
    ['components that do not add up to their group', with766((text) => text.replace('"maximum":20,"input":"in-time"', '"maximum":19,"input":"in-time"')), 'groups[1].maximum'],
    ['an input counted twice', with766((text) => text.replace('"input":"papers-reused"', '"input":"papers-digitised"')), 'groups[4].components[2].input'],
    ['a code that stands twice', with766((text) => text.replace('"code":"papers-reused"', '"code":"papers-digitised"')), 'groups[4].components[2].code'],
    ['a part without its source', with766((text) => text.replace('"source":"shares"', '"source":"nobody"')), 'groups[5].components[0].source'],
    ['an input without its rule', with766((text) => text.replace('"rule":{"below":"share","nothingArose":0},', '')), 'groups[1].components[0].rule'],
    ['more points for nothing than for everything', with766((text) => text.replace('"nothingArose":6', '"nothingArose":7')), 'groups[5].components[0].rule.nothingArose'],
    ['a threshold above the whole', with766((text) => text.replace('"fullFrom":90', '"fullFrom":101')), 'groups[5].components[2].rule.fullFrom'],
  ])('is refused with the path: %s', (_what, json, path) => {
    expect(() => parseIndexScheme(json)).toThrow(expect.objectContaining({ path }) as Error);
  });
});
