import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const PROJECT = join(import.meta.dirname, '..');
const PAGES = ['README.md', ...readdirSync(join(PROJECT, 'docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)];
const read = (path: string): string => readFileSync(join(PROJECT, path), 'utf8');
const all = (text: string, pattern: RegExp): string[] => [...new Set([...text.matchAll(pattern)].map(([, found = '']) => found))];

function sources(...folders: readonly string[]): string {
  return execFileSync('find', [...folders, '-name', '*.ts', '-not', '-name', '*.test.ts', '-exec', 'cat', '{}', '+'], { cwd: PROJECT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}

test.each(PAGES)('%s links and points to nothing that is not there', (page) => {
  const linked = all(read(page), /\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g).map((path) => join(dirname(page), path));
  const named = all(read(page), /`((?:apps|data|deploy|docs|libs|scripts|test|workflows)\/[\w./-]*\w)`/g);
  expect([...linked, ...named].filter((path) => !existsSync(join(PROJECT, path)))).toEqual([]);
});

test.each(PAGES)('%s names only npm scripts that exist', (page) => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  expect(all(read(page), /npm run (?:--silent )?([\w:]+)/g).filter((name) => !(name in scripts))).toEqual([]);
});

test('the runbook names only metrics, degradations and variables that exist, and every degradation', () => {
  const runbook = read('docs/runbook.md');
  const code = sources('apps', 'libs/config');
  expect(all(runbook, /`(dunghan_\w+)`/g).filter((metric) => !code.includes(`'${metric}'`))).toEqual([]);
  const deployed = `${code}${read('docker-compose.yml')}`;
  expect(all(runbook, /`([A-Z][A-Z0-9]*_[A-Z0-9_]+)`/g).filter((name) => name !== 'NAME_FILE' && !deployed.includes(name))).toEqual([]);
  const degradations = all(/DEGRADATIONS = \[([^\]]*)\]/u.exec(read('apps/api/monitoring/system-state.ts'))?.[1] ?? '', /'([\w-]+)'/g);
  expect(degradations.length).toBeGreaterThan(0);
  expect(degradations.filter((name) => !runbook.includes(`\`${name}\``))).toEqual([]);
});
