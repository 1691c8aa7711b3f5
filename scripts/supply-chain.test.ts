import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { billOf, NPM_BILL } from './bill-of-materials.mjs';
import { licenceFaults, licenceIn, lockFaults, packageName, readAudit, shippedEntries } from './supply-chain.mjs';

const PROJECT = join(import.meta.dirname, '..');
const read = (name: string): unknown => JSON.parse(readFileSync(join(PROJECT, name), 'utf8'));
const manifest = read('package.json') as Parameters<typeof lockFaults>[0] & { readonly name: string };
const lock = read('package-lock.json') as Parameters<typeof shippedEntries>[0];
const nothing = (): undefined => undefined;
const lockOf = (entry: object): typeof lock => ({ packages: { '': {}, 'node_modules/some': { version: '1.0.0', integrity: 'sha512-x', ...entry } } });
const none = { dependencies: {}, devDependencies: {} };

describe('what is shipped', () => {
  test('is under allowed licences and by its hash in a lock file that is what package.json asks for', () => {
    expect([...lockFaults(manifest, lock), ...licenceFaults(lock, licenceIn(PROJECT))]).toEqual([]);
    expect(shippedEntries(lock).length).toBeGreaterThan(100);
  });

  test.each([
    ['GPL-2.0-only', /GPL-2.0-only, which .* does not allow/u],
    ['MIT AND SSPL-1.0', /SSPL/u],
    ['SEE LICENSE IN LICENSE', /SEE LICENSE/u],
    [undefined, /states no licence/u],
  ])('under %s does not pass', (license, fault) => {
    expect(licenceFaults(lockOf({ license }), nothing)).toEqual([expect.stringMatching(fault)]);
  });

  test.each(['(MIT OR GPL-3.0)', 'MIT AND ISC', 'Apache-2.0'])('under %s passes', (license) => {
    expect(licenceFaults(lockOf({ license }), nothing)).toEqual([]);
  });

  test('does not hold tools of development, nor what is for other machines', () => {
    expect([{ dev: true }, { os: ['win32'] }, { cpu: ['s390x'] }, { libc: ['musl'] }].map((entry) => shippedEntries(lockOf(entry)))).toEqual([[], [], [], []]);
  });
});

describe('the lock file', () => {
  test('without a hash lets nothing in by its name alone', () => {
    expect(lockFaults(none, lockOf({ integrity: undefined }))).toEqual([expect.stringContaining('no SHA-512')]);
    expect(lockFaults(none, lockOf({ integrity: 'sha1-x' }))).toHaveLength(1);
  });

  test('that has another version than package.json asks for is found, as is a version that is none', () => {
    const asked = { dependencies: { some: '^1.0.0' }, devDependencies: {} };
    expect(lockFaults(asked, lockOf({}))).toEqual([expect.stringContaining('package.json asks for ^1.0.0'), expect.stringContaining('no exact version')]);
  });
});

test('an audit tells high and critical findings, and never passes for one where nobody answered', () => {
  const found = { some: { name: 'some', severity: 'high', range: '<2' }, other: { name: 'other', severity: 'low', range: '*' } };
  expect(readAudit(JSON.stringify({ vulnerabilities: found }))).toEqual({ kind: 'asked', grave: ['some <2: high'] });
  expect(readAudit(JSON.stringify({ message: '405 Method Not Allowed' }))).toEqual({ kind: 'not-asked', reason: '405 Method Not Allowed' });
  expect(readAudit('')).toMatchObject({ kind: 'not-asked' });
});

interface Bill {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly serialNumber: string;
  readonly metadata: { readonly component: { readonly name: string; readonly type: string } };
  readonly components: readonly { readonly 'bom-ref': string; readonly type: string; readonly name: string; readonly version: string; readonly purl: string; readonly hashes?: readonly { readonly alg: string; readonly content: string }[]; readonly licenses?: readonly object[] }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

test('the bill of materials is CycloneDX and names everything shipped with version, address, hash and licence, and what needs what', () => {
  const written = execFileSync('npm', NPM_BILL, { cwd: PROJECT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const bill = billOf(JSON.parse(written) as Parameters<typeof billOf>[0], manifest, lock) as unknown as Bill;
  expect([bill.bomFormat, bill.metadata.component]).toEqual(['CycloneDX', expect.objectContaining({ name: 'dung-han', type: 'application' })]);
  expect(bill.specVersion).toMatch(/^1\.[5-9]$/u);
  expect(bill.serialNumber).toMatch(/^urn:uuid:[0-9a-f-]{36}$/u);
  const known = new Map(bill.components.map((component) => [`${component.name}@${component.version}`, component]));
  const shipped = shippedEntries(lock).map(([path, { version }]) => `${packageName(path)}@${String(version)}`);
  expect([...known.keys()].sort()).toEqual([...new Set(shipped)].sort());
  const bare = shipped.filter((name) => {
    const { purl = '', hashes, licenses } = known.get(name) ?? {};
    return !purl.startsWith('pkg:npm/') || hashes?.some(({ alg, content }) => alg === 'SHA-512' && /^[0-9a-f]{128}$/u.test(content)) !== true || licenses === undefined;
  });
  expect(bare).toEqual([]);
  const refs = new Set([...bill.components.map((component) => component['bom-ref']), 'dung-han@0.1.0']);
  expect(bill.dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]).filter((ref) => !refs.has(ref))).toEqual([]);
});
