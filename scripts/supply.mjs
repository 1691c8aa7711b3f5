import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runAside } from './command.mjs';
import { projectFolder } from './paths.mjs';
import { main, say } from './progress.mjs';
import { licenceFaults, licenceIn, lockFaults, readAudit, shippedEntries } from './supply-chain.mjs';

/** One question and no patience: a check that cannot ask says so. */
const AUDIT = ['audit', '--json', '--silent', '--omit=dev', '--fetch-timeout=20000', '--fetch-retries=0'];

// npm run check -- supply: licences of what is shipped, the lock file, and what the registry knows of weak spots where it can be asked.
await main(async () => {
  process.chdir(projectFolder);
  const [manifest, lock] = ['package.json', 'package-lock.json'].map((name) => JSON.parse(readFileSync(join(projectFolder, name), 'utf8')));
  const { said, interrupted } = await runAside('npm', AUDIT);
  if (interrupted !== undefined) throw interrupted;
  const audit = readAudit(said.toString('utf8'));
  say(audit.kind === 'asked' ? `npm audit was asked: ${audit.grave.length} high or critical` : `npm audit was NOT asked: ${audit.reason}`);
  const faults = [...lockFaults(manifest, lock), ...licenceFaults(lock, licenceIn(projectFolder)), ...(audit.kind === 'asked' ? audit.grave : [])];
  if (faults.length > 0) throw new Error(`What is shipped has faults:\n${faults.join('\n')}`);
  say(`${shippedEntries(lock).length} packages are shipped, each under an allowed licence and by its SHA-512`);
  return 0;
});
