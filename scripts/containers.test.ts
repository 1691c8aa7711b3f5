import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const PROJECT = join(import.meta.dirname, '..');
const read = (name: string): string => readFileSync(join(PROJECT, name), 'utf8');

interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly user?: string;
  readonly privileged?: boolean;
  readonly read_only?: boolean;
  readonly tmpfs?: readonly string[];
  readonly cap_drop?: readonly string[];
  readonly cap_add?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly ports?: readonly string[];
  readonly network_mode?: string;
  readonly command?: readonly string[];
}

const { services, secrets } = parse(read('docker-compose.yml'), { merge: true }) as { readonly services: Readonly<Record<string, Service>>; readonly secrets: Readonly<Record<string, { readonly file: string }>> };
const ours = Object.entries(services).filter(([, { build }]) => build !== undefined);

describe('each container of ours', () => {
  test('is one of the processes, and all of them are', () => {
    expect(ours.map(([name]) => name).sort()).toEqual(['api', 'catalogue', 'migrate', 'operate', 'relay', 'worker']);
  });

  test.each(ours)('%s runs on a file system it cannot write, without privileges, and can gain none', (_name, service) => {
    expect(service).toMatchObject({ read_only: true, tmpfs: ['/tmp'], cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
    expect([service.privileged, service.cap_add, service.user, service.network_mode]).toEqual([undefined, undefined, undefined, undefined]);
  });

  test.each(ours)('%s is told its secrets by files alone, and is given every one it names', (_name, { environment = {}, secrets: given = [] }) => {
    const files = Object.entries(environment).filter(([name]) => name.endsWith('_FILE'));
    expect(files.map(([, path]) => path.replace('/run/secrets/', '')).filter((name) => !given.includes(name))).toEqual([]);
    expect(given.filter((name) => !(name in secrets))).toEqual([]);
    expect(['MASTER_KEY', 'SEAL_SIGNING_KEY', 'DATABASE_URL', 'MIGRATION_DATABASE_URL', 'SUPERUSER_DATABASE_URL'].filter((name) => name in environment)).toEqual([]);
  });
});

test('the image runs as an account that is not root from its last stage on', () => {
  const lines = read('Dockerfile').split('\n').filter((line) => /^[A-Z]+ /u.test(line));
  const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
  const user = last.findLastIndex((line) => line.startsWith('USER '));
  expect(last[user]).toBe('USER node');
  expect(last.slice(user).filter((line) => /^(?:RUN|COPY|ADD) /u.test(line))).toEqual([]);
});

test('every secret has a file that make-secrets.sh writes', () => {
  const script = read('deploy/make-secrets.sh');
  expect(Object.values(secrets).map(({ file }) => file.split('/').at(-1) ?? '').filter((name) => !script.includes(name))).toEqual([]);
});

test('the database keeps its log with the very program that is tested, and none but the API is reached from outside', () => {
  expect(services['postgres']?.command).toContain('archive_command=sh /deploy/wal/archive-wal.sh %p %f /wal');
  expect(Object.entries(services).filter(([, { ports }]) => ports !== undefined).map(([name]) => name)).toEqual(['temporal-ui', 'api']);
});
