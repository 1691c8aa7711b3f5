import { Linter } from 'eslint';
import { expect, test } from 'vitest';
import tseslint from 'typescript-eslint';
import { houseRules } from './house-rules.mjs';

function complaints(code: string, filename: string): (string | null)[] {
  const linter = new Linter({ cwd: '/project' });
  const config = {
    files: ['**/*.ts'],
    languageOptions: { parser: tseslint.parser as Linter.Parser },
    plugins: { house: houseRules },
    rules: { 'house/telltale-paths': 'error', 'house/documented-exports': 'error' },
  };
  return linter.verify(code, config as unknown as Linter.Config, `/project/${filename}`).map(({ message }) => message);
}

test.each([
  ['libs/domain/utils.ts'],
  ['libs/shared/clock.ts'],
  ['apps/api/helpers/page.ts'],
])('%s is refused, for its name says nothing', (filename) => {
  expect(complaints('', filename)).toHaveLength(1);
});

test.each([
  ['libs/domain/time/instant.ts'],
  ['apps/local/commonwealth.ts'],
])('%s has a telling name', (filename) => {
  expect(complaints('', filename)).toEqual([]);
});

test.each([
  ['export function f(): void {}', 1],
  ['/** Gives nothing. */\nexport function f(): void {}', 0],
  ['// gives nothing\nexport const f = 1;', 1],
  ['/** Roles. */\nexport const ROLES = ["a"] as const;\nexport type Role = (typeof ROLES)[number];', 0],
  ['function f(): void {}\nexport { f };', 0],
])('%j draws %i complaints about missing sentences', (code, count) => {
  expect(complaints(code, 'libs/domain/x.ts')).toHaveLength(count);
});
