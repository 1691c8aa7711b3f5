import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

const SOURCES = fileURLToPath(new URL('..', import.meta.url));
const VIETNAMESE = /[\u00C0-\u00C3\u00C8-\u00CA\u00CC\u00CD\u00D2-\u00D5\u00D9\u00DA\u00DD\u00E0-\u00E3\u00E8-\u00EA\u00EC\u00ED\u00F2-\u00F5\u00F9\u00FA\u00FD\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01A0\u01A1\u01AF\u01B0\u1EA0-\u1EF9]/u;
/** Files whose words stand in the code, and why. */
const WORDED: Readonly<Record<string, string>> = { 'main.tsx': 'said where the texts themselves could not be loaded' };
/** What the code may take from the Vietnamese library itself: sentences made of numbers, which a language makes in its own way, and the folding of tone marks. */
const MADE = ['foldSearchText', 'formatMinuteVi', 'formatTimeLimitVi', 'recordSourceVi', 'targetVi'];

const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/u.test(name) && !/\.test\.ts$|\.d\.ts$|^texts\//u.test(name));

/** Every piece of text of a file that is no comment, by what holds it. */
function textsOf(name: string): readonly string[] {
  const source = ts.createSourceFile(name, readFileSync(`${SOURCES}${name}`, 'utf8'), ts.ScriptTarget.Latest, true, name.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isJsxText(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) texts.push(node.text);
    node.forEachChild(visit);
  };
  visit(source);
  return texts;
}

test('no word of Vietnamese stands in the code: all are texts, which another language can have too', () => {
  const found = files.flatMap((name) => textsOf(name).filter((text) => VIETNAMESE.test(text)).map((text) => [name, text]));
  expect(found.filter(([name = '']) => WORDED[name] === undefined)).toEqual([]);
  expect([...new Set(found.map(([name]) => name))].toSorted()).toEqual(Object.keys(WORDED).toSorted());
});

test('nothing but what is made of numbers is taken from the Vietnamese library beside the texts', () => {
  const taken = files.flatMap((name) => [...readFileSync(`${SOURCES}${name}`, 'utf8').matchAll(/import (?:type )?\{([^}]*)\} from '#vi'/gu)].flatMap(([, names = '']) => names.split(',').map((each) => each.trim()).filter(Boolean)));
  expect([...new Set(taken)].toSorted()).toEqual(MADE);
});
