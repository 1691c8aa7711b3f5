import { parseArgs } from 'node:util';
import { closeEngine, describeFault, type Engine, openEngine, sealLedger, sealSignerOf, type Verification, verifyLedger, type VerifyProgress, systemClock } from '#service';
import { findInstallation, type Installation } from './installation.js';
import { UsageError } from './usage.js';

const PROGRESS_EVERY_MS = 1_000;
const USAGE = `npm run ledger -- verify [--trusted-key PUBLIC_KEY]…   checks every chain, row, record, seal and signature; exits 1 at the first broken thing
npm run ledger -- seal                                  seals what is not sealed yet and signs the days that are over`;

/** Checks or seals the ledger of the installation the environment names, else of the local stack. Resolves to the exit code. */
export async function ledger(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options: { 'trusted-key': { type: 'string', multiple: true } } });
  const [action, ...more] = positionals;
  if ((action !== 'verify' && action !== 'seal') || more.length > 0) {
    throw new UsageError(USAGE);
  }
  const installation = await findInstallation();
  const engine = await openEngine({ databaseUrl: installation.databaseUrl, masterKey: installation.masterKey, applicationName: 'dunghan-ledger', poolSize: 2 });
  try {
    return action === 'seal' ? await seal(engine, installation) : await verify(engine, installation, values['trusted-key'] ?? []);
  } finally {
    await closeEngine(engine);
  }
}

async function verify(engine: Engine, installation: Installation, moreKeys: readonly string[]): Promise<number> {
  const trustedKeys = [sealSignerOf(installation.sealSigningKey).publicKey, ...moreKeys];
  const verification = await verifyLedger(engine, { trustedKeys, onProgress: progressPrinter() });
  process.stdout.write(`${sentenceOf(verification)}\n`);
  return verification.ok ? 0 : 1;
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

function sentenceOf(verification: Verification): string {
  if (!verification.ok) {
    return `BROKEN: ${describeFault(verification.fault)}`;
  }
  const { dossiers, events, seals, unsealed } = verification;
  return `The ledger is whole: ${String(dossiers)} dossiers, ${String(events)} events, ${String(seals)} seals (${String(unsealed)} events not sealed yet)`;
}

/** Prints at most one line a second, and none for a ledger checked faster than that. */
function progressPrinter(): (progress: VerifyProgress) => void {
  let last = performance.now();
  return ({ dossiers, ofDossiers, events, seals }) => {
    if (performance.now() - last < PROGRESS_EVERY_MS) {
      return;
    }
    last = performance.now();
    const share = ofDossiers === 0 ? 100 : Math.floor((dossiers / ofDossiers) * 100);
    process.stderr.write(`  ${String(share)} %  ${String(dossiers)} of ${String(ofDossiers)} dossiers, ${String(events)} events, ${String(seals)} seals\n`);
  };
}
