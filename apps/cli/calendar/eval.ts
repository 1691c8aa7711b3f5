import { parseArgs } from 'node:util';
import { UsageError } from '../usage.js';
import { answerJson } from './answer.js';
import { answerLines } from './json-lines.js';

const USAGE = 'npm run --silent calendar -- eval < QUESTIONS   reads one JSON object a line and answers each with one line, in order';

/** Answers JSON lines from standard input on standard output until the input ends. */
export async function evalLines(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options: { help: { type: 'boolean', default: false } } });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  if (positionals.length > 0) {
    throw new UsageError(USAGE);
  }
  await answerLines(process.stdin, process.stdout, answerJson);
  return 0;
}
