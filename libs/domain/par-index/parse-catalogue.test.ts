import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { byNumber, rowsOf, unplacedParts } from './catalogue.js';
import { parseParCatalogue } from './parse-catalogue.js';
import { decimalOf, pointsOf } from './points.js';

function load(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../data/catalogue/par-index/${name}.json`, import.meta.url), 'utf8'));
}

const sum = (numbers: readonly (number | undefined)[]): number => numbers.reduce<number>((total, each) => total + (each ?? NaN), 0);

describe('the set of QĐ 876', () => {
  const catalogue = parseParCatalogue(load('qd-876'));

  test('has 8 areas whose counts sum to 37 criteria and 88 sub-criteria', () => {
    expect(catalogue.areas.map(({ criteria, subCriteria }) => [criteria, subCriteria])).toEqual([[7, 2], [4, 8], [5, 14], [3, 12], [7, 16], [3, 14], [3, 14], [5, 8]]);
    expect(sum(catalogue.areas.map(({ criteria }) => criteria))).toBe(37);
    expect(sum(catalogue.areas.map(({ subCriteria }) => subCriteria))).toBe(88);
    expect(catalogue.totals).toEqual({ areas: 8, criteria: 37, subCriteria: 88 });
  });

  test('lists each of its criteria, none with a name or points no source states', () => {
    const rows = rowsOf(catalogue);
    expect(rows).toHaveLength(37);
    expect(rows.map(({ item }) => item.code).slice(5, 9)).toEqual(['1.6', '1.7', '2.1', '2.2']);
    expect(rows.filter(({ item }) => item.name !== undefined || item.maximum !== undefined)).toEqual([]);
    expect(sum(catalogue.areas.map(unplacedParts))).toBe(88);
  });
});

test('of the set of QĐ 1149 the eleven criteria are known that a plan of 2022 names with their points', () => {
  const known = rowsOf(parseParCatalogue(load('qd-1149'))).map(({ item }) => [item.code, decimalOf(item.maximum ?? NaN), item.source]);
  expect(known).toHaveLength(11);
  expect(known).toContainEqual(['3.1', 3.5, 'vpubnd-2022']);
  expect(known).toContainEqual(['3.2', 5, 'vpubnd-2022']);
  expect(known).toContainEqual(['6.1', 10, 'vpubnd-2022']);
});

test('of the set of QĐ 1150 only its counts and points are known', () => {
  const { totals, areas } = parseParCatalogue(load('qd-1150'));
  expect({ ...totals, areas: areas.length }).toEqual({ areas: 0, criteria: 43, subCriteria: 95, points: 10_000, surveyPoints: 3_350 });
  expect(totals.areas).toBe(8);
});

const source = { id: 's', text: 'A source' };
const base = { code: 'x', name: 'X', document: '1/QĐ', issuedOn: '2026-01-01', totals: {}, sources: [source] };
const area = (more: object): object => ({ ...base, areas: [{ code: '1', name: 'A', source: 's', ...more }] });

test.each([
  ['a name without its source', area({ items: [{ code: '1.1', name: 'N' }] }), 'areas[0].items[0].source'],
  ['points without their source', area({ items: [{ code: '1.1', parts: [{ code: '1.1.1', maximum: 1 }] }] }), 'areas[0].items[0].parts[0].source'],
  ['a criterion numbered in another area', area({ items: [{ code: '2.1' }] }), 'areas[0].items[0].code'],
  ['a number that stands twice', area({ items: [{ code: '1.1' }, { code: '1.1' }] }), 'areas[0].items[1].code'],
  ['a criterion beyond those of its area', area({ criteria: 2, items: [{ code: '1.3' }] }), 'areas[0].items[0].code'],
  ['more parts than its area has', area({ subCriteria: 1, items: [{ code: '1.1', parts: [{ code: '1.1.1' }, { code: '1.1.2' }] }] }), 'areas[0].items'],
  ['points that are not those of its parts', area({ items: [{ code: '1.1', maximum: 2, source: 's', parts: [{ code: '1.1.1', maximum: 1, source: 's' }] }] }), 'areas[0].items[0].maximum'],
  ['points of a thousandth', area({ items: [{ code: '1.1', maximum: 0.125, source: 's' }] }), 'areas[0].items[0].maximum'],
  ['counts that do not add up', { ...area({ criteria: 2 }), totals: { criteria: 3 } }, 'totals.criteria'],
  ['areas that are not as many', { ...area({}), totals: { areas: 2 } }, 'totals.areas'],
  ['more points than the whole has', { ...area({ items: [{ code: '1.1', maximum: 2, source: 's' }] }), totals: { points: 1 } }, 'totals.points'],
  ['an unknown key', area({ weight: 1 }), 'areas[0].weight'],
])('a set with %s is refused at its place', (_, json, path) => {
  expect(() => parseParCatalogue(json)).toThrow(expect.objectContaining({ path }) as Error);
});

test('a set an installation completed lists parts under their criteria, in the order of their numbers', () => {
  const rows = rowsOf(parseParCatalogue(area({ criteria: 11, items: [{ code: '1.10', name: 'Ten', maximum: 1.5, source: 's', parts: [{ code: '1.10.2' }, { code: '1.10.1', maximum: 0.5, source: 's' }] }] })));
  expect(rows.map(({ item }) => item.code).slice(8)).toEqual(['1.9', '1.10', '1.10.2', '1.10.1', '1.11']);
  expect(rows.filter(({ isSum }) => isSum).map(({ item }) => item.code)).toEqual(['1.10']);
  expect(rows.find(({ item }) => item.code === '1.10.1')).toMatchObject({ parent: '1.10', area: '1' });
});

test('numbers order as numbers, points are exact hundredths', () => {
  expect(['2.10', '2.9', '2', '10.1', '2.9.1'].sort(byNumber)).toEqual(['2', '2.9', '2.9.1', '2.10', '10.1']);
  expect([pointsOf(4.35), pointsOf(0.07), decimalOf(435)]).toEqual([435, 7, 4.35]);
  expect(() => pointsOf(-1)).toThrow(RangeError);
});
