import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { bootstrap } from './bootstrap.mjs';
import { findProgram, run, runInFront } from './command.mjs';
import { withLock } from './lock.mjs';
import { cacheFolder, pinnedNode, projectFolder } from './paths.mjs';
import { main, say, step } from './progress.mjs';
import { ensureTemporalServer } from './temporal-server.mjs';
import { ensureWebBuilt } from './web.mjs';

const USAGE = 'npm run fuzz [-- --requests 10000] [--seed 1] [--as ROLE|nobody …] [--boundaries] [--url http://… --identity http://…]   requests made from the API’s description, by every role and without a token; --boundaries: first every boundary the description names, some 10,000 a role';
/** In order of what they may do; `nobody` sends no token. */
const ROLES = ['nobody', 'portal', 'auditor', 'clerk', 'officer', 'head', 'signatory', 'manager', 'admin'];
/** Staff of the agency that most of the practice data is of reach more than an error. */
const DESK = { clerk: 'H99.31', officer: 'H99.31', head: 'H99.31' };
const CHECKS = ['not_a_server_error', 'status_code_conformance', 'content_type_conformance', 'response_schema_conformance', 'tells_no_insides'];
/** A stream that stays open is no answer that could be compared with its description. */
const STREAM = '/api/v1/changes';
const PRACTICE_SIZE = '60';
const READY_WITHIN_MS = 600_000;
const ANSWER_WITHIN_S = 30;
const MOST_ROUNDS = 50;

await main(async () => {
  const done = await bootstrap();
  if (done !== undefined) return done;
  const wish = readWish();
  const python = await ensurePython();
  if (wish.url === undefined) {
    // Before anybody waits for the stack: to build may take longer than to start.
    await ensureTemporalServer();
    await ensureWebBuilt();
  }
  const work = mkdtempSync(join(tmpdir(), 'dunghan-fuzz-'));
  const stack = wish.url === undefined ? await startStack(work) : { apiUrl: wish.url, identityUrl: wish.identity, stop: async () => undefined };
  try {
    return await fuzz(stack, wish, { python, work });
  } finally {
    await stack.stop();
    rmSync(work, { recursive: true, force: true });
  }
});

function readWish() {
  const { values } = parseArgs({
    options: { requests: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' }, as: { type: 'string', multiple: true, default: ROLES }, boundaries: { type: 'boolean', default: false }, url: { type: 'string' }, identity: { type: 'string' } },
  });
  const [requests, seed] = [Number(values.requests), Number(values.seed)];
  const isUsable = [requests, seed].every((number) => Number.isSafeInteger(number) && number >= 1) && values.as.every((role) => ROLES.includes(role)) && (values.url === undefined) === (values.identity === undefined);
  if (!isUsable) throw new Error(USAGE);
  return { ...values, requests, seed };
}

/** The Python of an environment that holds what `requirements.txt` names, made when it is first needed. */
async function ensurePython() {
  const requirements = join(projectFolder, 'scripts/fuzz/requirements.txt');
  const folder = join(cacheFolder(), `fuzz-${createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12)}`);
  const python = join(folder, 'bin/python');
  const complete = join(folder, 'complete');
  if (existsSync(complete)) return python;
  return withLock(`${folder}.lock`, async () => {
    if (existsSync(complete)) return python;
    const system = findProgram('python3');
    if (system === undefined) throw new Error(withoutPython('python3 was not found in the search path'));
    rmSync(folder, { recursive: true, force: true });
    try {
      await step('installing schemathesis into an environment of its own', async () => {
        await run(system, ['-m', 'venv', folder]);
        await run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements]);
      });
    } catch (error) {
      throw new Error(withoutPython(error.message), { cause: error });
    }
    mkdirSync(complete);
    return python;
  });
}

function withoutPython(reason) {
  return [`schemathesis cannot be had (${reason}). Needed is Python 3.10 or later with its modules venv and pip, which reaches PyPI or a mirror of it:`, '  - Debian, Ubuntu: apt-get install python3 python3-venv', '  - Fedora: dnf install python3', '  - macOS: brew install python', `  - behind a mirror: set PIP_INDEX_URL`].join('\n');
}

/** A practice stack of its own, on data that are gone afterwards. */
async function startStack(work) {
  const data = join(work, 'data');
  const file = join(`${data}-demo`, 'stack.json');
  const child = spawn(pinnedNode, [join(projectFolder, 'scripts/start.mjs'), '--demo'], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, PORT: '', DATA_DIR: data, PRACTICE_SIZE } });
  const ended = once(child, 'close');
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  const until = performance.now() + READY_WITHIN_MS;
  while (!existsSync(file)) {
    if (child.exitCode !== null || performance.now() > until) {
      await stop();
      throw new Error('The stack to be fuzzed did not start');
    }
    await delay(500);
  }
  return { ...JSON.parse(readFileSync(file, 'utf8')), stop };
}

/** Rounds over all roles, each under a seed of its own, until enough was sent. A round that found something is the last. */
async function fuzz({ apiUrl, identityUrl }, { requests, seed, as: roles, boundaries }, { python, work }) {
  const countFile = (role) => join(work, `count-${role}`);
  const description = await (await fetch(`${apiUrl}/api/openapi.json`)).json();
  const operations = Object.values(description.paths).reduce((sum, methods) => sum + Object.keys(methods).length, 0);
  const examples = Math.max(1, Math.ceil(requests / operations / roles.length));
  const sentAs = (role) => (existsSync(countFile(role)) ? readFileSync(countFile(role), 'utf8').split('\n').reduce((sum, line) => sum + Number(line), 0) : 0);
  const sent = () => roles.reduce((sum, role) => sum + sentAs(role), 0);
  const byRole = () => roles.map((role) => `${role} ${sentAs(role)}`).join(', ');
  for (let round = 0; round < MOST_ROUNDS && sent() < requests; round += 1) {
    const failed = [];
    for (const role of roles) {
      say(`${role}: ${operations} operations, seed ${seed + round}, ${sent()} of ${requests} requests sent`);
      const { code, interrupted } = await schemathesis(python, { apiUrl, role, token: await tokenOf(identityUrl, role), seed: seed + round, examples, phases: boundaries && round === 0 ? 'examples,coverage,fuzzing' : 'examples,fuzzing', countFile: countFile(role), work });
      if (interrupted !== undefined) throw interrupted;
      if (code !== 0) failed.push(role);
    }
    if (failed.length > 0) {
      say(`${sent()} requests (${byRole()}); what is told above was found as ${failed.join(', ')} (again: npm run fuzz -- --seed ${seed + round} --as ${failed[0]})`);
      return 1;
    }
  }
  say(`${sent()} requests (${byRole()}): no failure of the server, no answer that is not described, and none that tells of its insides`);
  return 0;
}

async function tokenOf(identityUrl, role) {
  if (role === 'nobody') return undefined;
  const answer = await fetch(`${identityUrl}/dev/token`, { method: 'POST', body: JSON.stringify({ role, ...(DESK[role] === undefined ? {} : { agency: DESK[role] }) }) });
  if (!answer.ok) throw new Error(`The sign-in service has no token for ${role}: ${await answer.text()}`);
  return (await answer.json()).access_token;
}

function schemathesis(python, { apiUrl, token, seed, examples, phases, countFile, work }) {
  const args = [
    '-m', 'schemathesis.cli', 'run', `${apiUrl}/api/openapi.json`,
    '--phases', phases, '--checks', CHECKS.join(','), '--mode', 'all',
    '--max-examples', String(examples), '--seed', String(seed), '--generation-database', 'none', '--exclude-path', STREAM,
    '--request-timeout', String(ANSWER_WITHIN_S), '--workers', '2', '--continue-on-failure', '--no-shrink', '--suppress-health-check', 'all', '--warnings', 'off', '--no-color',
    ...(token === undefined ? [] : ['--header', `Authorization: Bearer ${token}`]),
  ];
  const env = { ...process.env, SCHEMATHESIS_HOOKS: 'insides', PYTHONPATH: join(projectFolder, 'scripts/fuzz'), PYTHONDONTWRITEBYTECODE: '1', FUZZ_COUNT_FILE: countFile, TMPDIR: work };
  return runInFront(python, args, env);
}
