import { describe, expect, test } from 'vitest';
import { canonicalJson, CanonicalFormError } from './canonical-json.js';

describe('canonical JSON', () => {
  test.each([
    ['keys in code-unit order', { b: 1, a: 2, B: 3, 'é': 4, '1': 5, 'z\u0301': 6 }, '{"1":5,"B":3,"a":2,"b":1,"é":4,"ź":6}'],
    ['keys beyond the basic plane by their surrogates (RFC 8785, 3.2.3)', { '\ufb00': 1, '\u{1f600}': 2, '€': 3 }, '{"€":3,"\u{1f600}":2,"\ufb00":1}'],
    ['nested values in place', { list: [{ z: true, y: false }, [], {}], text: '' }, '{"list":[{"y":false,"z":true},[],{}],"text":""}'],
    ['keys without a value left out', { a: undefined, b: { c: undefined } }, '{"b":{}}'],
    ['integers as they are, zero without a sign', [0, -0, -1, 1_787_000_000_000, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER], '[0,0,-1,1787000000000,9007199254740991,-9007199254740991]'],
    ['only what JSON must escape escaped', 'a"b\\c\n\u0001\u007f/é', '"a\\"b\\\\c\\n\\u0001\u007f/é"'],
  ])('writes %s', (_, value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  test('writes equal text for composed and decomposed Vietnamese, in keys too', () => {
    const name = 'Nguyễn Thị Ánh';
    expect(canonicalJson({ [name.normalize('NFD')]: name.normalize('NFD') })).toBe(canonicalJson({ [name]: name }));
  });

  test('is its own fixed point', () => {
    const text = canonicalJson({ v: 1, list: [{ b: 'Đường', a: -7 }], flag: true });
    expect(canonicalJson(JSON.parse(text))).toBe(text);
  });

  test.each([
    ['a fraction', { term: { days: 1.5 } }, '$.term.days: 1.5 is not an integer'],
    ['a number beyond 2^53', [2 ** 53], '$[0]: 9007199254740992 is not an integer'],
    ['not a number', { a: Number.NaN }, '$.a: NaN is not an integer'],
    ['infinity', { a: Infinity }, '$.a: Infinity is not an integer'],
    ['null', { a: [{ b: null }] }, '$.a[0].b: null cannot stand in the ledger'],
    ['a map', { at: new Map() }, '$.at: an object of class Map cannot stand in the ledger'],
    ['a hole in a list', { a: Array.from({ length: 1 }) }, '$.a[0]: undefined cannot stand in the ledger'],
    ['two keys that are one in NFC', { '\u1ec7': 1, 'e\u0323\u0302': 2 }, '$: two keys are the same text in NFC'],
    ['an undefined list member', [1, undefined], '$[1]: undefined cannot stand in the ledger'],
    ['a bigint', { a: 1n }, '$.a: bigint cannot stand in the ledger'],
    ['a function', { a: () => 1 }, '$.a: function cannot stand in the ledger'],
    ['nothing at all', undefined, '$: undefined cannot stand in the ledger'],
  ])('refuses %s and names its path', (_, value, message) => {
    expect(() => canonicalJson(value)).toThrow(CanonicalFormError);
    expect(() => canonicalJson(value)).toThrow(message);
  });
});
