import { parseArgs } from 'node:util';
import { closeEngine, type Engine, openEngine, sealLedger, sealSignerOf, systemClock } from '#service';
import { findInstallation, type Installation } from '../installation.js';
import { UsageError } from '../usage.js';
import { exportEventLog, readEventLogOptions } from './event-log.js';
import { readRecountOptions, recount } from './recount.js';
import { reprojectLedger } from './reproject.js';
import { readVerifyOptions, verify } from './verify.js';

const USAGE = `npm run ledger -- verify [--trusted-key PUBLIC_KEY]… [--seal NUMBER:HASH]… [--root FILE]…
    checks rules, chains, rows, dates, records, commands, figures, seals and signatures; exits 1 at the first broken thing.
    --trusted-key: a key that may sign, beside the installation's own; --seal: a seal written down outside the database;
    --root: a published daily root, whose signature is checked and which the ledger up to there must hash to
npm run ledger -- recount [--period 2026-08-19|2026-08-A|2026-08|2026-Q3|2026-H1|2026-9M|2026 | --month YYYY-MM | --from YYYY-MM-DD --to YYYY-MM-DD] [--bounds report]
    [--rate late-rate|…|all] [--province P] [--agency A] [--procedure P] [--field F] [--channel C] [--case C] [--commune A] [--by agency|procedure|field|channel|case|commune]
    counts published rates again from the events alone; exits 1 when it or any kept figure is not what the ledger gives
npm run ledger -- reproject
    folds every ledger and rewrites rows and figures that are not what it gives, beside live work; goes on where it was stopped
npm run ledger -- event-log --from YYYY-MM-DD --to YYYY-MM-DD [--format csv|xes] [--province P] [--agency A]
    writes the dossiers received in these days as an event log for process mining to standard output
npm run ledger -- seal
    seals what is not sealed yet and signs the days that are over`;

const OPTIONS = {
  'trusted-key': { type: 'string', multiple: true },
  seal: { type: 'string', multiple: true },
  root: { type: 'string', multiple: true },
  period: { type: 'string' },
  bounds: { type: 'string' },
  month: { type: 'string' },
  rate: { type: 'string' },
  province: { type: 'string' },
  agency: { type: 'string' },
  procedure: { type: 'string' },
  field: { type: 'string' },
  channel: { type: 'string' },
  case: { type: 'string' },
  commune: { type: 'string' },
  by: { type: 'string' },
  format: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  help: { type: 'boolean' },
} as const;

/** Which options belong to which action. */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  verify: ['trusted-key', 'seal', 'root'],
  recount: ['period', 'bounds', 'month', 'from', 'to', 'rate', 'province', 'agency', 'procedure', 'field', 'channel', 'case', 'commune', 'by'],
  reproject: [],
  'event-log': ['format', 'from', 'to', 'province', 'agency'],
  seal: [],
};

/** Checks, recounts or seals the ledger of the installation the environment names, else of the local stack. Resolves to the exit code. */
export async function ledger(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
  if (values.help === true) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const [action = '', ...more] = positionals;
  const allowed = ACTIONS[action];
  const foreign = Object.keys(values).find((option) => allowed?.includes(option) === false);
  if (allowed === undefined || more.length > 0 || foreign !== undefined) {
    throw new UsageError(foreign === undefined ? USAGE : `${action} takes no --${foreign}\n${USAGE}`);
  }
  const work = workOf(action, values);
  const installation = await findInstallation();
  const engine = await openEngine({ databaseUrl: installation.databaseUrl, masterKey: installation.masterKey, applicationName: 'dunghan-ledger', poolSize: 2 });
  try {
    return await work(engine, installation);
  } finally {
    await closeEngine(engine);
  }
}

/** Reads the options before anything is connected. */
function workOf(action: string, values: ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values']): (engine: Engine, installation: Installation) => Promise<number> {
  switch (action) {
    case 'verify': {
      const options = readVerifyOptions(values['trusted-key'] ?? [], values.seal ?? [], values.root ?? []);
      return (engine, installation) => verify(engine, installation, options);
    }
    case 'recount': {
      const options = readRecountOptions(values);
      return (engine) => recount(engine, options);
    }
    case 'reproject':
      return reprojectLedger;
    case 'event-log': {
      const options = readEventLogOptions(values);
      return (engine) => exportEventLog(engine, options);
    }
    default:
      return seal;
  }
}

async function seal(engine: Engine, installation: Installation): Promise<number> {
  const result = await sealLedger(engine, systemClock.now(), sealSignerOf(installation.sealSigningKey));
  const said =
    result.kind === 'sealed'
      ? `Seal ${String(result.seal.number)}: ${String(result.seal.events)} events of ${String(result.seal.dossiers)} dossiers, hash ${result.seal.hash}`
      : result.kind === 'empty'
        ? 'Nothing to seal: every event of a finished transaction is sealed'
        : 'Another sealer is at work';
  process.stdout.write(`${said}\n${result.signed.map((number) => `Signed seal ${String(number)}, the last of its day\n`).join('')}`);
  return 0;
}
