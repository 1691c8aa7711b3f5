import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { dispositionOf } from './pdf-file.js';

const API = fileURLToPath(new URL('../', import.meta.url));

test.each([
  ['H99.31-261129-0001-04.pdf', 'H99.31-261129-0001-04.pdf', 'a name of letters, digits and points stays'],
  ['../../etc/passwd', '__.._etc_passwd', 'no way leads out of the folder'],
  ['..\\..\\x.exe', '__.._x.exe', 'nor one of Windows'],
  ['a"; filename="b.exe', 'a___filename__b.exe', 'no second name'],
  ['a\r\nset-cookie: x=1', 'a__set-cookie__x_1', 'no line of a header'],
  ['a\u202efdp.exe', 'a_fdp.exe', 'nothing that turns the direction of writing'],
  ['.htaccess', '_htaccess', 'no hidden file'],
])('a file called %j is called %j: %s', (name, called) => {
  expect(dispositionOf('attachment', name)).toBe(`attachment; filename="${called}"`);
});

test('no answer names its file in another way', () => {
  const files = readdirSync(API, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  expect(files.filter((name) => readFileSync(join(API, name), 'utf8').includes('filename='))).toEqual(['files/pdf-file.ts']);
});
