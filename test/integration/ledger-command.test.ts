import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseInstant } from '#domain';
import { publishRoots, sealLedger, sealSignerOf } from '#service';
import { foldFigures } from '#service/figures';
import { buildOnce } from '../support/e2e-stack.js';
import { MASTER_KEY, person, testCounter } from '../support/engine.js';

await buildOnce();
const MAIN = fileURLToPath(new URL('../../dist/apps/cli/main.js', import.meta.url));
const counter = await testCounter('2026-08-19T09:00:00+07:00');
const signingKey = randomBytes(32);

interface Ran {
  readonly code: number;
  readonly said: string;
  readonly complained: string;
}

/** Runs `npm run ledger -- …` as the script does, on the test's database. */
async function run(...args: readonly string[]): Promise<Ran> {
  const variables = {
    DUNGHAN_ENV: 'development',
    DATABASE_URL: counter.database.url,
    MASTER_KEY: Buffer.from(MASTER_KEY).toString('base64'),
    SEAL_SIGNING_KEY: signingKey.toString('base64'),
  };
  const child = spawn('env', [...Object.entries(variables).map(([name, value]) => `${name}=${value}`), process.execPath, MAIN, 'ledger', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [said, complained, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close') as Promise<[number]>]);
  return { code, said, complained };
}

beforeAll(async () => {
  for (const agencyCode of ['H99.31', 'H99.31', 'H99.32']) {
    await counter.takeIn({ agencyCode });
  }
  const { code } = await counter.takeIn({ agencyCode: 'H99.32' });
  await counter.give(person('clerk'), code, 'Withdraw', { reasonCode: 'applicant-request' }, { reason: 'đổi ý' });
  while ((await sealLedger(counter.engine, counter.clock.now(), sealSignerOf(signingKey))).kind !== 'sealed');
  await foldFigures(counter.engine);
});

describe('ledger verify', () => {
  test('says that the ledger is whole, up to which seal, and ends with 0', async () => {
    const { code, said } = await run('verify');
    expect(said).toMatch(/^The ledger is whole: 4 dossiers, 0 publications, feedback and tasks, 5 events, 0 closed registers, 0 publications of figures, 0 lists and reports given out, \d+ seals \(\d+ events not sealed yet.*\n?Last seal: \d+:[0-9a-f]{64} of 2026-08-19T09:00:00\+07:00/su);
    expect(code).toBe(0);
  });

  test('holds the ledger to a seal written down elsewhere and ends with 1 when it is another', async () => {
    const { code, said } = await run('verify', '--seal', `1:${'0'.repeat(64)}`);
    expect(said).toMatch(/^BROKEN: seal-replaced at seal 1: /u);
    expect(code).toBe(1);
  });

  test('holds the ledger to a published root, and ends with 1 where the file is not the one that was signed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dunghan-roots-'));
    const signed = await sealLedger(counter.engine, parseInstant('2026-08-20T09:00:00+07:00'), sealSignerOf(signingKey));
    expect(signed.signed.length).toBeLessThanOrEqual(1);
    const [name = ''] = await publishRoots(counter.engine, folder);
    const held = await run('verify', '--root', join(folder, name));
    expect([held.code, held.said]).toEqual([0, expect.stringMatching(/it is the ledger whose root was published for 2026-08-19$/mu)]);
    await writeFile(join(folder, 'changed'), (await readFile(join(folder, name), 'utf8')).replace(/"root": "./u, '"root": "0').replace(/"events": \d+/u, '"events": 77'));
    const changed = await run('verify', '--root', join(folder, 'changed'));
    expect([changed.code, changed.said]).toEqual([1, expect.stringMatching(/^BROKEN: the root in .*changed: its seal \d+ does not give its hash/u)]);
    await rm(folder, { recursive: true });
  });

  test('event-log writes the dossiers received in these days as a log for process mining', async () => {
    const { code, said } = await run('event-log', '--from', '2026-08-01', '--to', '2026-08-31', '--format', 'xes');
    expect(said).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<log /u);
    expect(said.match(/<trace>/gu)).toHaveLength(4);
    expect(code).toBe(0);
    expect((await run('event-log', '--from', '2026-08-01', '--to', '2026-08-31', '--agency', 'H99.32')).said.split('\r\n').filter((line) => line.includes('DossierReceived'))).toHaveLength(2);
  });

  test.each([
    [['event-log', '--from', '2026-08-31', '--to', '2026-08-01'], /first and last day of receipt/u],
    [['verify', '--seal', 'latest'], /--seal is a seal's number and its hash/u],
    [['verify', '--month', '2026-08'], /verify takes no --month/u],
    [['recount', '--month', '2026-13'], /--month is a year and a month/u],
    [['recount', '--rate', 'best-rate'], /There is no rate best-rate/u],
    [['recount', '--by', 'officer'], /--by is one of agency/u],
    [['recount', '--period', '2026-Q5'], /--period is a day/u],
    [['recount', '--period', '2026', '--month', '2026-08'], /A period is given by/u],
    [['recount', '--from', '2026-08-31', '--to', '2026-08-01'], /--to 2026-08-01 lies before/u],
    [['recount', '--period', '2026-08-19', '--bounds', 'report'], /reports are made of a month/u],
    [['recount', '--case', 'default'], /--case and --by case need --procedure/u],
    [['recount', '--channel', 'fax'], /--channel is one of counter, online, post/u],
    [['recount', '--period', '2099'], /begins on 2099-01-01: ask for it from that day on/u],
    [['recount', '--agency', 'H99.3'], /There is no agency H99\.3; the nearest known: H99\.31/u],
    [['recount', '--procedure', '1.00119'], /There is no procedure 1\.00119; the nearest known: 1\.001193/u],
    [['event-log', '--from', '2026-08-01', '--to', '2026-08-31', '--agency', 'H99.3'], /There is no agency H99\.3/u],
    [['reproject', '--rate', 'late-rate'], /reproject takes no --rate/u],
    [['check'], /npm run ledger -- verify/u],
  ])('%j is refused with how to call it', async (args, complaint) => {
    const { code, complained } = await run(...args);
    expect(complained).toMatch(complaint);
    expect(code).toBe(2);
  });
});

test('--help says how each command is called and ends with 0', async () => {
  const { code, said } = await run('recount', '--help');
  expect(said).toMatch(/^npm run ledger -- verify[^]*recount[^]*reproject[^]*event-log[^]*seal/u);
  expect(code).toBe(0);
});

describe('ledger recount', () => {
  test('shows a published rate beside the same rate from the events alone', async () => {
    const { code, said } = await run('recount', '--month', '2026-08', '--agency', 'H99.31');
    expect(said).toContain('late-rate of province H99, agency H99.31 from 2026-08-01 to 2026-08-31');
    expect(said).toMatch(/published (\d \/ 2 = .*?) {3}recounted \1\n/u);
    expect(said).toMatch(/Recounted from 5 events of 4 dossiers; last seal \d+:[0-9a-f]{64}/u);
    expect(code).toBe(0);
  });

  test.each([
    [['--period', '2026-08-19'], '2026-08-19 to 2026-08-19'],
    [['--period', '2026-Q3'], '2026-07-01 to 2026-09-30'],
    [['--period', '2026-H2'], '2026-07-01 to 2026-12-31'],
    [['--period', '2026-9M'], '2026-01-01 to 2026-09-30'],
    [['--period', '2026'], '2026-01-01 to 2026-12-31'],
    [['--period', '2026-08', '--bounds', 'report'], '2026-07-15 to 2026-08-14'],
    [['--from', '2026-08-03', '--to', '2026-08-21', '--procedure', '1.001193'], '2026-08-03 to 2026-08-21, as of .*, told from the dossiers'],
  ])('takes %j', async (args, days) => {
    const { code, said, complained } = await run('recount', ...args);
    expect(said, complained).toMatch(new RegExp(`from ${days}`, 'u'));
    expect(said).toContain('Published and recounted are the same');
    expect(code).toBe(0);
  });

  test('takes all rates at once, and a row that is not what its events give shows in those told from dossiers', async () => {
    const asked = ['recount', '--rate', 'all', '--period', '2026', '--by', 'commune'] as const;
    expect(await run(...asked)).toMatchObject({ code: 0, said: expect.stringMatching(/^late-rate of [^\n]*told from the dossiers\n(?:.*\n)*on-time/mu) as string });
    await counter.engine.database.read.run(`UPDATE dossier SET status = 'cancelled' WHERE in_stock`);
    const { code, said } = await run(...asked);
    expect(said).toContain('DIFFERENT');
    expect(said).toContain('BROKEN: a published rate is not what the events give');
    expect(code).toBe(1);
    const { said: rewritten, code: done } = await run('reproject');
    expect(rewritten).toMatch(/^4 dossiers, 0 publications, feedback and tasks, 5 events; .*\nRewritten, rows by column and cells by count:\n {2}dossier.status: 3\n$/u);
    expect(done).toBe(0);
    expect((await run(...asked)).code).toBe(0);
    expect((await run('reproject')).said).toContain('Nothing differed');
  });

  test('tells groups apart', async () => {
    const { said } = await run('recount', '--month', '2026-08', '--rate', 'online-share', '--by', 'agency');
    expect(said).toContain('H99.31  published 0 / 2 = 0.00 %   recounted 0 / 2 = 0.00 %');
    expect(said).toContain('H99.32  published 0 / 2 = 0.00 %   recounted 0 / 2 = 0.00 %');
  });

  test('names a rate and a cell that are not what the events give, and ends with 1', async () => {
    await countMore(8);
    const { code, said } = await run('recount', '--month', '2026-08', '--agency', 'H99.31', '--rate', 'online-share');
    expect(said).toContain('published 0 / 10 = 0.00 %   recounted 0 / 2 = 0.00 %   DIFFERENT');
    expect(said).toContain('BROKEN: figures of province H99, agency H99.31 from 2026-08-15 to 2026-08-31 (agency): received is kept as 10, the events give 2');
    expect(code).toBe(1);
    const verified = await run('verify');
    expect(verified.said).toMatch(/^BROKEN: figure: figures of province H99, agency H99.31/u);
    expect(verified.code).toBe(1);
    await countMore(-8);
  });

  async function countMore(n: number): Promise<void> {
    await counter.engine.database.read.run(`UPDATE figure_cell SET measures[1] = measures[1] + ${String(n)} WHERE grain = 'agency' AND agency = 'H99.31' AND step = 'half-month'`);
  }
});
