import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { instant, MS_PER_HOUR, sameClockAfter } from '#domain';
import { type Engine, lookUp, systemClock, takeIn } from '#service';
import { openScratchEngine } from '../scratch/scratch-engine.js';
import { UsageError } from '../usage.js';

const USAGE = 'npm run bench -- look-up [--calls 2000] [--dossiers 200] [--json]   what a look-up that finds nothing takes by what was wrong with it, beside a wrong telephone of the same run';
const [AGENCY, PROCEDURE] = ['H99.31', '1.013225'] as const;
/** Code is compiled and pages of the database are in memory before anything is measured. */
const WARM_UP = 100;
const SETTINGS = { shared_buffers: '256MB' };

type LookUpPair = Parameters<typeof lookUp>[1];

/** A way of finding nothing; each call of it asks for another code, so that no limit is met. */
interface Way {
  readonly name: string;
  readonly pairOf: (call: number) => LookUpPair;
}

interface Measured {
  readonly name: string;
  readonly medianMs: number;
  /** Beside the first way of the same run. */
  readonly ratio: number;
}

/**
 * Measures in turn, call by call, so that all ways meet the same machine. A ratio far from 1 would tell by the clock whether a code exists;
 * what decides is that the same work is done, which `public-look-up-work.test.ts` counts.
 */
export async function benchLookUp(args: readonly string[]): Promise<number> {
  const { calls, dossiers, json } = readSizes(args);
  const at = systemClock.now();
  const scratch = await openScratchEngine({ at: instant(at - MS_PER_HOUR), poolSize: 2, settings: SETTINGS });
  try {
    const { codes, erased } = await fill(scratch.engine, dossiers);
    const measured = await measure(scratch.engine, waysOver(codes, erased), calls);
    process.stdout.write(json ? `${JSON.stringify({ calls, dossiers, measured })}\n` : tableOf(measured));
    return 0;
  } finally {
    await scratch.close();
  }
}

function readSizes(args: readonly string[]): { readonly calls: number; readonly dossiers: number; readonly json: boolean } {
  const { values } = parseArgs({ args: [...args], options: { calls: { type: 'string', default: '2000' }, dossiers: { type: 'string', default: '200' }, json: { type: 'boolean', default: false } } });
  const [calls, dossiers] = [Number(values.calls), Number(values.dossiers)];
  if (![calls, dossiers].every((number) => Number.isSafeInteger(number) && number >= 2)) {
    throw new UsageError(USAGE);
  }
  return { calls, dossiers, json: values.json };
}

/** Dossiers that were taken in; the records of every other one are gone as after an erasure. */
async function fill(engine: Engine, count: number): Promise<{ readonly codes: readonly string[]; readonly erased: readonly string[] }> {
  const codes: string[] = [];
  const erased: string[] = [];
  for (let place = 0; place < count; place += 1) {
    const at = systemClock.now();
    const taken = await takeIn(engine, { now: () => at }, {
      actor: { subject: 'bench-clerk', role: 'clerk', agency: 'H99' },
      idempotencyKey: randomUUID(),
      body: { procedureCode: PROCEDURE, agencyCode: AGENCY, channel: 'counter', applicant: { name: 'Người nộp hồ sơ đo tốc độ', phone: '0912345678' } },
    });
    if (taken.kind !== 'created') throw new Error(`The bench's dossier was not taken in: ${taken.kind}`);
    const { dossierId: id, code } = taken;
    if (place % 2 === 1) await engine.database.read.run('DELETE FROM personal_record WHERE dossier_id = $1', [id]);
    (place % 2 === 1 ? erased : codes).push(code);
  }
  return { codes, erased };
}

function waysOver(codes: readonly string[], erased: readonly string[]): readonly Way[] {
  const one = (of: readonly string[], call: number): string => of[call % of.length] ?? '';
  return [
    { name: 'a wrong telephone', pairOf: (call) => ({ code: one(codes, call), phoneLast4: '0000' }) },
    { name: 'a wrong code of a slip', pairOf: (call) => ({ code: one(codes, call), slipCode: 'ZZZZZZ' }) },
    { name: 'a code nobody bears', pairOf: (call) => ({ code: `${one(codes, call)}9`, phoneLast4: '5678' }) },
    { name: 'an erased dossier', pairOf: (call) => ({ code: one(erased, call), phoneLast4: '5678' }) },
  ];
}

async function measure(engine: Engine, ways: readonly Way[], calls: number): Promise<readonly Measured[]> {
  const took = ways.map((): number[] => []);
  const begun = systemClock.now();
  for (let call = -WARM_UP; call < calls; call += 1) {
    for (const [place, { pairOf }] of ways.entries()) {
      const from = performance.now();
      // Each asks on a day of its own (the warm-up on those of the first calls) from an address of its own: limits are counted as always and never reached.
      const { kind } = await lookUp(engine, pairOf(Math.abs(call)), `bench-${String(place)}-${String(call)}`, sameClockAfter(begun, Math.abs(call)));
      if (call >= 0) took[place]?.push(performance.now() - from);
      if (kind !== 'unknown') throw new Error(`A look-up that should find nothing came to: ${kind}`);
    }
  }
  const medians = took.map((times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0);
  return ways.map(({ name }, place) => ({ name, medianMs: medians[place] ?? 0, ratio: (medians[place] ?? 0) / (medians[0] ?? 1) }));
}

function tableOf(measured: readonly Measured[]): string {
  const line = ({ name, medianMs, ratio }: Measured): string => `${name.padEnd(28)} ${medianMs.toFixed(3).padStart(10)} ${ratio.toFixed(2).padStart(8)}`;
  return `${['a look-up that finds nothing  median ms    ratio', ...measured.map(line)].join('\n')}\n`;
}
