import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { projectFolder } from './paths.mjs';
import { main } from './progress.mjs';

const USAGE = 'Usage: npm run --silent token -- ROLE [--agency CODE]   (ROLE: clerk, officer, head, signatory, manager, admin, auditor, portal)';

// Prints an access token of a demo person of the running stack, and nothing else.
await main(async () => {
  const { role, agency } = parse(process.argv.slice(2));
  const stack = readStack(join(resolve(projectFolder, process.env.DATA_DIR || '.data'), 'stack.json'));
  const answer = await fetch(`${stack.identityUrl}/dev/token`, { method: 'POST', body: JSON.stringify({ role, agency }) }).catch(() => {
    throw new Error(`The sign-in service at ${stack.identityUrl} does not answer: is the stack running (npm start)?`);
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  process.stdout.write(`${JSON.parse(text).access_token}\n`);
  return 0;
});

function parse(args) {
  const at = args.indexOf('--agency');
  const agency = at < 0 ? undefined : args[at + 1];
  const rest = at < 0 ? args : args.toSpliced(at, 2);
  if (rest.length !== 1 || (at >= 0 && agency === undefined)) throw new Error(USAGE);
  return { role: rest[0], agency };
}

function readStack(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') throw new Error(`${file} is not there: no stack is running on this data (npm start)`, { cause: error });
    throw new Error(`${file} cannot be read (${error.message}): stop the stack and start it again (npm start)`, { cause: error });
  }
}
