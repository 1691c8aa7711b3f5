import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { answerJson } from './answer.js';

/** What a suite asks and the answer it states: an operation, its start, and an amount or an end where it takes one. */
type PeerCase = readonly [op: string, start: string, argument: string, answer: unknown] | readonly [op: string, start: string, answer: unknown];

/** A case as a line of `calendar eval`, and the answer that is due. */
type AskedLine = readonly [title: string, line: string, answer: unknown];

/**
 * Schedules, moments and results that the suites of other working-time libraries state, in our terms: under each rule the
 * repositories they were found in, then calendars, each before what is asked of it. Where a library has a convention of its own
 * (a closing instant that is open, a start moved into office hours before days are counted), its case is left out.
 */
function readPeerRules(): readonly (readonly [rule: string, asked: AskedLine[]])[] {
  const rules: [string, AskedLine[]][] = [];
  let calendar: unknown;
  const text = readFileSync(new URL('../../../test/fixtures/calendar/peer-cases.jsonl', import.meta.url), 'utf8');
  for (const line of text.trimEnd().split('\n')) {
    const entry = JSON.parse(line) as { readonly rule: string } | { readonly calendar: unknown } | PeerCase;
    if ('rule' in entry) {
      rules.push([entry.rule, []]);
    } else if ('calendar' in entry) {
      calendar = entry.calendar;
    } else {
      const [op, start] = entry;
      const argument = entry.length === 4 ? entry[2] : undefined;
      const [answer, question] = [entry.at(-1), { id: 'peer', calendar, op, start, ...argumentOf(op, argument) }];
      const title = [op, start, argument, 'is', JSON.stringify(answer)].filter((word) => word !== undefined).join(' ');
      rules.at(-1)?.[1].push([title, JSON.stringify(question), answer]);
    }
  }
  return rules;
}

function argumentOf(op: string, argument: string | undefined): object {
  if (argument === undefined) {
    return {};
  }
  const [value, unit] = argument.split(' ');
  return op === 'add' || op === 'subtract' ? { amount: { unit, value: Number(value) } } : { end: argument };
}

describe.each(readPeerRules())('%s', (_rule, asked) => {
  test.each(asked)('%s', (_title, line, answer) => {
    expect(JSON.parse(answerJson(line, 1))).toEqual({ id: 'peer', result: answer });
  });
});
