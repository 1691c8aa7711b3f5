import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALLOWED, READ_BY_A_PERSON } from './licences.mjs';

/**
 * @typedef {{version?: string, license?: string, integrity?: string, dev?: boolean, optional?: boolean, link?: boolean, os?: string[], cpu?: string[], libc?: string[]}} LockEntry
 * @typedef {{packages: Record<string, LockEntry & {dependencies?: object, devDependencies?: object}>}} Lock
 */

/** What the image runs on; packages for anything else are not part of what is shipped. */
const SHIPPED = { os: 'linux', cpu: ['x64', 'arm64'], libc: 'glibc' };

/**
 * What in a lock file is shipped: everything but tools of development and packages for other machines.
 * @param {Lock} lock
 * @returns {[path: string, entry: LockEntry][]}
 */
export function shippedEntries(lock) {
  return Object.entries(lock.packages).filter(([path, entry]) => path !== '' && !entry.dev && isForUs(entry));
}

/**
 * Packages shipped under a licence that is not allowed, or under none that anybody knows.
 * @param {Lock} lock
 * @param {(path: string) => unknown} licenceIn what the installed package itself states, as its package.json has it
 * @returns {string[]}
 */
export function licenceFaults(lock, licenceIn) {
  return shippedEntries(lock).flatMap(([path, entry]) => {
    const name = packageName(path);
    const stated = READ_BY_A_PERSON[`${name}@${entry.version}`] ?? entry.license ?? licenceIn(path);
    if (typeof stated !== 'string' || stated === '') return [`${name}@${entry.version} states no licence: read it, and enter it in scripts/licences.mjs`];
    return isAllowed(stated) ? [] : [`${name}@${entry.version} is under ${stated}, which scripts/licences.mjs does not allow`];
  });
}

/**
 * Where the lock file is not what package.json asks for, or lets a package in by its name alone.
 * @param {{dependencies: object, devDependencies: object}} manifest
 * @param {Lock} lock
 * @returns {string[]}
 */
export function lockFaults(manifest, lock) {
  const root = lock.packages[''] ?? {};
  const differing = /** @type {const} */ (['dependencies', 'devDependencies']).flatMap((kind) => {
    const [asked, locked] = [manifest[kind] ?? {}, root[kind] ?? {}];
    const names = new Set([...Object.keys(asked), ...Object.keys(locked)]);
    return [...names].filter((name) => asked[name] !== locked[name]).map((name) => `${name}: package.json asks for ${asked[name] ?? 'none'}, the lock file has ${locked[name] ?? 'none'}`);
  });
  const inexact = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
  const unsealed = Object.entries(lock.packages).filter(([path, entry]) => path !== '' && !entry.link && isForUs(entry) && !/^sha512-/.test(entry.integrity ?? ''));
  return [
    ...differing,
    ...inexact.map(([name, version]) => `${name}: ${version} is no exact version`),
    ...unsealed.map(([path]) => `${path} has no SHA-512 in the lock file`),
  ];
}

/**
 * Highest grave findings of an audit, or why there was none.
 * @param {string} text what `npm audit --json` wrote
 * @returns {{kind: 'asked', grave: string[]} | {kind: 'not-asked', reason: string}}
 */
export function readAudit(text) {
  let report;
  try {
    report = JSON.parse(text);
  } catch {
    return { kind: 'not-asked', reason: 'the service gave no answer that can be read' };
  }
  if (report.vulnerabilities === undefined) return { kind: 'not-asked', reason: report.message ?? report.error?.summary ?? 'the service did not answer' };
  const grave = Object.values(report.vulnerabilities).filter(({ severity }) => severity === 'high' || severity === 'critical');
  return { kind: 'asked', grave: grave.map(({ name, severity, range }) => `${name} ${range}: ${severity}`) };
}

/**
 * What an installed package's own package.json states as its licence.
 * @param {string} project
 * @returns {(path: string) => unknown}
 */
export function licenceIn(project) {
  return (path) => {
    try {
      return JSON.parse(readFileSync(join(project, path, 'package.json'), 'utf8')).license;
    } catch {
      return undefined;
    }
  };
}

/**
 * Name of the package at a path of a lock file.
 * @param {string} path
 */
export function packageName(path) {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** Of alternatives one has to be allowed, of licences that hold together each. */
function isAllowed(expression) {
  const parts = expression.replace(/^\((.*)\)$/, '$1');
  if (/[()]/.test(parts)) return false;
  if (parts.includes(' OR ')) return parts.split(' OR ').some(isAllowed);
  return parts.split(' AND ').every((id) => Object.hasOwn(ALLOWED, id.trim()));
}

function isForUs({ os, cpu, libc }) {
  return (os === undefined || os.includes(SHIPPED.os)) && (cpu === undefined || cpu.some((each) => SHIPPED.cpu.includes(each))) && (libc === undefined || libc.includes(SHIPPED.libc));
}
