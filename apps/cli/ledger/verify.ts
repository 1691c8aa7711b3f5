import { readFile } from 'node:fs/promises';
import { formatInstant, instant } from '#domain';
import { describeFault, type Engine, type KnownSeal, type PublishedRoot, readRoot, RootFileError, sealSignerOf, sha256, type Verification, verifyLedger, type VerifyProgress } from '#service';
import type { Installation } from '../installation.js';
import { UsageError } from '../usage.js';
import { progressPrinter } from './progress.js';

/** What a verification is held against beside the installation's own key. */
export interface VerifyArguments {
  readonly trustedKeys: readonly string[];
  readonly knownSeals: readonly KnownSeal[];
  /** Files of published roots. */
  readonly roots: readonly string[];
}

/** Reads keys and written-down seals. Throws `UsageError` for a seal that is not a number and a hash. */
export function readVerifyOptions(trustedKeys: readonly string[], seals: readonly string[], roots: readonly string[]): VerifyArguments {
  const knownSeals = seals.map((text) => {
    const found = /^(\d{1,9}):([0-9a-f]{64})$/u.exec(text);
    if (found?.[1] === undefined || found[2] === undefined) {
      throw new UsageError(`--seal is a seal's number and its hash, such as 12:${'0'.repeat(64)}; ${text} is not`);
    }
    return { number: Number(found[1]), hash: found[2] };
  });
  return { trustedKeys, knownSeals, roots };
}

/** Checks the whole ledger and says what it came to. Resolves to 1 when something is broken. */
export async function verify(engine: Engine, installation: Installation, { trustedKeys, knownSeals, roots }: VerifyArguments): Promise<number> {
  const begun = performance.now();
  const trusted = [sealSignerOf(installation.sealSigningKey).publicKey, ...trustedKeys];
  const published: PublishedRoot[] = [];
  for (const path of roots) {
    const root = await openRoot(path, trusted);
    if (typeof root === 'string') {
      process.stdout.write(`BROKEN: the root in ${path}: ${root}\n`);
      return 1;
    }
    published.push(root);
  }
  const verification = await verifyLedger(engine, {
    trustedKeys: trusted,
    knownSeals: [...knownSeals, ...published.map(({ seal }) => seal)],
    onProgress: progressPrinter(progressLine),
  });
  process.stdout.write(`${sentenceOf(verification, (performance.now() - begun) / 1_000)}\n`);
  if (verification.ok) process.stdout.write(published.map(({ day, seal: { number } }) => `Up to seal ${String(number)} it is the ledger whose root was published for ${day}\n`).join(''));
  return verification.ok ? 0 : 1;
}

/** The root, or what is wrong with the file. */
async function openRoot(path: string, trusted: readonly string[]): Promise<PublishedRoot | string> {
  try {
    return readRoot(await readFile(path, 'utf8'), trusted, sha256);
  } catch (error) {
    if (error instanceof RootFileError) return error.message;
    throw error;
  }
}

function sentenceOf(verification: Verification, seconds: number): string {
  if (!verification.ok) {
    return `BROKEN: ${describeFault(verification.fault)}`;
  }
  const { dossiers, cases, events, registers, published, documents, seals, lastSeal, unsealed, unsealedSince } = verification;
  const rest = unsealedSince === undefined ? '' : `, the oldest recorded at ${formatInstant(instant(unsealedSince))}`;
  return [
    `The ledger is whole: ${String(dossiers)} dossiers, ${String(cases)} publications, feedback and tasks, ${String(events)} events, ${String(registers)} closed registers, ${String(published)} publications of figures, ${String(documents)} lists and reports given out, ${String(seals)} seals (${String(unsealed)} events not sealed yet${rest}); ${seconds.toFixed(1)} s, ${String(Math.round(events / seconds))} events/s`,
    ...(lastSeal === undefined ? [] : [`Last seal: ${String(lastSeal.number)}:${lastSeal.hash} of ${formatInstant(instant(lastSeal.sealed_at))}. Keep it elsewhere: verify --seal holds the ledger to it`]),
  ].join('\n');
}

function progressLine({ dossiers, ofDossiers, events, seals }: VerifyProgress, seconds: number): string {
  const share = ofDossiers === 0 ? 100 : Math.floor((dossiers / ofDossiers) * 100);
  return `${String(share)} %  ${String(dossiers)} of ${String(ofDossiers)} dossiers, ${String(events)} events (${String(Math.round(events / seconds))}/s), ${String(seals)} seals`;
}
