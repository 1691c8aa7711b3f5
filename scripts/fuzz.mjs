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
import { openLookUp } from './fuzz/look-up.mjs';
import { LOOK_UP, secondsOfTurn, verdictOf } from './fuzz/turns.mjs';

const USAGE = 'npm run fuzz [-- --requests 10000 | --minutes 30] [--seed 1] [--as ROLE|nobody|look-up …] [--boundaries] [--url http://… --identity http://…]   requests made from the API’s description, by every role, without a token and with a session of the look-up; --boundaries: first every boundary the description names, some 10,000 a role';
/** In order of what they may do; `nobody` sends no token, `look-up` a session of the public page, which opens nothing else. */
const ROLES = ['nobody', LOOK_UP, 'portal', 'auditor', 'clerk', 'officer', 'head', 'signatory', 'manager', 'admin'];
/** Staff of the agency that most of the practice data is of reach more than an error. */
const DESK = { clerk: 'H99.31', officer: 'H99.31', head: 'H99.31' };
const CHECKS = ['not_a_server_error', 'status_code_conformance', 'content_type_conformance', 'response_schema_conformance', 'tells_no_insides'];
/** A stream that stays open is no answer that could be compared with its description. */
const STREAM = '/api/v1/changes';
const PUBLIC = '/api/v1/public/';
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
    options: { requests: { type: 'string', default: '10000' }, minutes: { type: 'string' }, seed: { type: 'string', default: '1' }, as: { type: 'string', multiple: true, default: ROLES }, boundaries: { type: 'boolean', default: false }, url: { type: 'string' }, identity: { type: 'string' } },
  });
  const [requests, seed] = [Number(values.requests), Number(values.seed)];
  const minutes = values.minutes === undefined ? undefined : Number(values.minutes);
  const isUsable = (minutes === undefined || minutes > 0) && [requests, seed].every((number) => Number.isSafeInteger(number) && number >= 1) && values.as.every((role) => ROLES.includes(role)) && (values.url === undefined) === (values.identity === undefined);
  if (!isUsable) throw new Error(USAGE);
  return { ...values, requests, minutes, seed };
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

/** Rounds over all roles, each under a seed of its own, until enough was sent; or one round of as many minutes as are given. A round that found something is the last. */
async function fuzz({ apiUrl, identityUrl }, { requests, minutes, seed, as: roles, boundaries }, { python, work }) {
  const countFile = (role) => join(work, `count-${role}`);
  const { paths } = await (await fetch(`${apiUrl}/api/openapi.json`)).json();
  const operationsOf = (role) => Object.entries(paths).reduce((sum, [path, methods]) => sum + (role !== LOOK_UP || path.startsWith(PUBLIC) ? Object.keys(methods).length : 0), 0);
  const examplesOf = (role) => (minutes === undefined ? Math.max(1, Math.ceil(requests / operationsOf(role) / roles.length)) : 1);
  const sentAs = (role) => (existsSync(countFile(role)) ? readFileSync(countFile(role), 'utf8').split('\n').reduce((sum, line) => sum + Number(line), 0) : 0);
  const sent = () => roles.reduce((sum, role) => sum + sentAs(role), 0);
  const until = minutes === undefined ? undefined : performance.now() + minutes * 60_000;
  const failed = [];
  let round = 0;
  for (; round < (until === undefined ? MOST_ROUNDS : 1) && (until !== undefined || sent() < requests) && failed.length === 0; round += 1) {
    for (const [place, role] of roles.entries()) {
      const seconds = until === undefined ? undefined : secondsOfTurn((until - performance.now()) / 1_000, roles.slice(place));
      say(`${role}: ${operationsOf(role)} operations, seed ${seed + round}, ${sent()} ${seconds === undefined ? `of ${requests} requests sent` : `requests sent, ${seconds} s`}`);
      const { code, interrupted } = await schemathesis(python, { apiUrl, role, authorization: await authorizationOf({ apiUrl, identityUrl }, role), seed: seed + round, examples: examplesOf(role), seconds, phases: boundaries && round === 0 ? 'examples,coverage,fuzzing' : 'examples,fuzzing', countFile: countFile(role), work });
      if (interrupted !== undefined) throw interrupted;
      if (code !== 0) failed.push(role);
    }
  }
  const { code, sentence } = verdictOf(roles.map((role) => ({ role, sent: sentAs(role), isSound: !failed.includes(role) })), seed + Math.max(0, round - 1));
  say(sentence);
  return code;
}

/** What somebody sends to say who they are. */
async function authorizationOf({ apiUrl, identityUrl }, role) {
  if (role === 'nobody') return undefined;
  return role === LOOK_UP ? `Lookup ${await openLookUp(apiUrl, (each) => tokenOf(identityUrl, each))}` : `Bearer ${await tokenOf(identityUrl, role)}`;
}

async function tokenOf(identityUrl, role) {
  const answer = await fetch(`${identityUrl}/dev/token`, { method: 'POST', body: JSON.stringify({ role, ...(DESK[role] === undefined ? {} : { agency: DESK[role] }) }) });
  if (!answer.ok) throw new Error(`The sign-in service has no token for ${role}: ${await answer.text()}`);
  return (await answer.json()).access_token;
}

function schemathesis(python, { apiUrl, role, authorization, seed, examples, seconds, phases, countFile, work }) {
  const args = [
    '-m', 'schemathesis.cli', 'run', `${apiUrl}/api/openapi.json`,
    '--phases', phases, '--checks', CHECKS.join(','), '--mode', 'all',
    '--max-examples', String(examples), '--seed', String(seed), '--generation-database', 'none', '--exclude-path', STREAM,
    '--request-timeout', String(ANSWER_WITHIN_S), '--workers', '2', '--continue-on-failure', '--no-shrink', '--suppress-health-check', 'all', '--warnings', 'off', '--no-color',
    ...(seconds === undefined ? [] : ['--max-time', String(seconds)]),
    ...(role === LOOK_UP ? ['--include-path-regex', `^${PUBLIC}`] : []),
    ...(authorization === undefined ? [] : ['--header', `Authorization: ${authorization}`]),
  ];
  const env = { ...process.env, SCHEMATHESIS_HOOKS: 'insides', PYTHONPATH: join(projectFolder, 'scripts/fuzz'), PYTHONDONTWRITEBYTECODE: '1', FUZZ_COUNT_FILE: countFile, TMPDIR: work };
  return runInFront(python, args, env);
}
