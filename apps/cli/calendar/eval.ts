import { parseArgs } from 'node:util';
import { WEEKDAYS } from '#domain';
import { UsageError } from '../usage.js';
import { answerJson, OPERATION_NAMES } from './answer.js';
import { answerLines } from './json-lines.js';

const USAGE = `npm run --silent calendar -- eval < QUESTIONS

Reads one JSON object a line and answers each with one line, in order: {"id":…,"result":…} or {"id":…,"error":"…"}.

  {"id":"a","calendar":{"week":{"fri":[["07:30","11:30"],["13:30","17:00"]]},"daysOff":["2026-01-01"],
   "specialDays":{"2026-01-10":[["07:30","11:30"]]}},"op":"add","start":"2026-01-09T16:00:00","amount":{"unit":"minutes","value":90}}

(written on one line) is answered {"id":"a","result":"2026-01-10T08:00:00"}. Times are local, without offset.

calendar  week: intervals of ${WEEKDAYS.join(', ')}, one left out is closed; daysOff: dates; specialDays: dates with their own
          intervals, which replace the week's and win over daysOff. It holds for every year. "vn" is the official national
          calendar with office hours 07:00-11:00 and 13:00-17:00, Monday to Friday and on make-up Saturdays.
op        ${OPERATION_NAMES.slice(0, 5).join(', ')},
          ${OPERATION_NAMES.slice(5).join(', ')}
start     of every operation (at or date will do); end of between and workingDaysBetween (dates will do)
amount    of add and subtract: unit minutes, hours or days, value with any fraction; a fraction of a day is that share of 8 working hours`;

/** Answers JSON lines from standard input on standard output until the input ends. */
export async function evalLines(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options: { help: { type: 'boolean', default: false } } });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  if (positionals.length > 0) {
    throw new UsageError('npm run --silent calendar -- eval < QUESTIONS   (--help says what a question is)');
  }
  await answerLines(process.stdin, process.stdout, answerJson);
  return 0;
}
