import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { billOf, NPM_BILL } from './bill-of-materials.mjs';
import { run } from './command.mjs';
import { projectFolder } from './paths.mjs';
import { main, say } from './progress.mjs';

const FILE = join(projectFolder, 'dist', 'sbom.json');

// npm run sbom: what is shipped, as CycloneDX has it, from the lock file alone.
await main(async () => {
  const [manifest, lock] = ['package.json', 'package-lock.json'].map((name) => JSON.parse(readFileSync(join(projectFolder, name), 'utf8')));
  const bill = billOf(JSON.parse(await run('npm', NPM_BILL, { cwd: projectFolder })), manifest, lock);
  mkdirSync(join(projectFolder, 'dist'), { recursive: true });
  writeFileSync(FILE, `${JSON.stringify(bill, undefined, 2)}\n`);
  say(`${bill.components.length} packages are listed in ${FILE}`);
  return 0;
});
