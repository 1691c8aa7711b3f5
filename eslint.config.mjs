import js from '@eslint/js';
import a11y from 'eslint-plugin-jsx-a11y';
import hooks from 'eslint-plugin-react-hooks';
import vitest from '@vitest/eslint-plugin';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { houseRules } from './scripts/lint/house-rules.mjs';

const TESTS = ['**/*.test.ts', 'test/**', '**/test-support/**'];
/** The only places that ask what time it is; everything else is told. */
const CLOCK_EDGES = ['libs/service/clock.ts', 'apps/*/main.ts', 'apps/dispatch/temporal-gateway.ts', 'apps/local/**'];

const everywhere = [
  { selector: 'TSEnumDeclaration', message: 'Closed sets are `as const` unions.' },
  { selector: 'ExportAllDeclaration', message: 'A door lists what goes through it.' },
  { selector: "CallExpression[callee.object.name='vi'][callee.property.name=/^(mock|doMock)$/]", message: 'Only process edges are faked, and those by typed objects.' },
];
const noEnvironment = { selector: "MemberExpression[object.name='process'][property.name='env']", message: 'Only #config reads the environment.' };
const noClock = [
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'Take the time from a Clock or an argument.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Take the time from a Clock or an argument.' },
  { selector: "CallExpression[callee.name='Date']", message: 'Take the time from a Clock or an argument.' },
];
const SQL_CLOCK = String.raw`/\b(now|clock_timestamp|statement_timestamp|transaction_timestamp)\s*\(\s*\)|\bcurrent_(timestamp|date|time)\b/i`;
const noSqlClock = ['TemplateElement[value.raw', 'Literal[value'].map((selector) => ({
  selector: `${selector}=${SQL_CLOCK}]`,
  message: 'SQL reads no clock: pass the instant.',
}));
/** Restrictions replace each other from block to block, so each block names all of its own. */
const restrict = (...selectors) => ({ 'no-restricted-syntax': ['error', ...everywhere, ...selectors.flat()] });

export default defineConfig(
  globalIgnores(['dist/', '.data/', '.cache/', 'coverage/', 'apps/web/src/api/schema.d.ts']),
  js.configs.recommended,
  { linterOptions: { reportUnusedDisableDirectives: 'error' }, plugins: { house: houseRules }, rules: { 'house/telltale-paths': 'error', 'no-warning-comments': 'error' } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...restrict(noEnvironment, noClock, noSqlClock),
      'max-lines': ['error', 300],
      'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
      'house/documented-exports': 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true, defaultFrom: true, namedFrom: true, namespaceFrom: true } }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      // An event or command that says everything by its type has an empty body.
      '@typescript-eslint/no-generated-empty-object-type': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { allowDefaultCaseForExhaustiveSwitch: false, considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // A Promise is owed by many ports whose answer happens to be at hand.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['libs/domain/**/*.ts'],
    ignores: TESTS,
    rules: {
      ...restrict(noEnvironment, noSqlClock),
      'no-restricted-globals': ['error', ...['Date', 'Intl', 'process', 'Buffer', 'setTimeout', 'setInterval', 'fetch', 'performance'].map((name) => ({ name, message: 'The domain is pure.' }))],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: 'The domain is pure.' }, ...['toLocaleString', 'toLocaleDateString', 'localeCompare'].map((property) => ({ property, message: 'The machine\'s locale decides this one.' }))],
    },
  },
  {
    files: ['workflows/**/*.ts'],
    ignores: TESTS,
    rules: {
      // Date.now() is the workflow's own time in the sandbox; everything else of Date and Intl depends on the machine.
      ...restrict(noEnvironment, { selector: "NewExpression[callee.name='Date']", message: 'The sandbox has the machine\'s time zone.' }),
      'no-restricted-globals': ['error', ...['Intl', 'process', 'Buffer', 'fetch'].map((name) => ({ name, message: 'Not in the sandbox.' }))],
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [{ regex: '^(?!\\.{1,2}/|#domain$|@temporalio/(workflow|common)$)', message: 'Workflows import #domain and the Temporal workflow API alone.' }] }],
    },
  },
  { files: ['libs/config/**/*.ts'], rules: restrict(noClock, noSqlClock) },
  { files: CLOCK_EDGES, rules: restrict(noEnvironment, noSqlClock) },
  { files: ['**/*.ts', '**/*.tsx'], ignores: ['libs/domain/**', ...TESTS], rules: { 'house/one-calendar': 'error' } },
  // The rivals of a bench, and the days of a field for picking them, which only reads and writes.
  { files: ['apps/cli/bench/rivals.ts', 'apps/web/src/ui/day-field.tsx'], rules: { 'house/one-calendar': ['error', { libraries: true }] } },
  { files: ['**/*.config.ts'], rules: { 'no-restricted-exports': 'off' } },
  {
    files: ['apps/web/src/**/*.ts', 'apps/web/src/**/*.tsx'],
    plugins: { 'react-hooks': hooks, 'jsx-a11y': a11y },
    rules: {
      ...hooks.configs.recommended.rules,
      ...a11y.flatConfigs.strict.rules,
      // Content that was just asked for may be moved to (a search box, the first field of a dialog), and pages are regions one skips to.
      'jsx-a11y/no-autofocus': 'off',
      'jsx-a11y/no-noninteractive-tabindex': ['error', { tags: ['main'] }],
      // A handler may begin something; the page shows what became of it.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  {
    files: TESTS,
    plugins: { vitest },
    rules: {
      ...restrict(noEnvironment),
      'house/documented-exports': 'off',
      'vitest/no-focused-tests': 'error',
      'vitest/no-disabled-tests': 'error',
      'vitest/no-identical-title': 'error',
      'vitest/no-standalone-expect': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: { globals: Object.fromEntries(['process', 'console', 'performance', 'URL', 'fetch', 'setInterval', 'clearInterval', 'setTimeout', 'clearTimeout', 'module', 'require', 'AbortSignal'].map((name) => [name, 'readonly'])) },
    rules: { 'max-lines': ['error', 300] },
  },
);
