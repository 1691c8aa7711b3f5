import type { RegisterLine } from '#letters';
import type { Engine } from '../engine.js';
import { composeLine } from './compose-line.js';
import type { LineFacts } from './line-facts.js';
import { readLines } from './read-lines.js';

/** A line for a screen: its facts, and the same in words. */
export interface ShownLine {
  readonly facts: LineFacts;
  readonly line: RegisterLine;
}

const EVERY_NUMBER = 2_147_483_647;

/** Lines of a register with numbers above `after`, at most `limit`, in order. */
export async function showLines(engine: Engine, registerId: string, after: number, limit: number): Promise<readonly ShownLine[]> {
  const { read } = engine.database;
  const agencies = await engine.rules.agencies(read);
  const entries = await readLines(engine, read, registerId, { after, to: EVERY_NUMBER, limit });
  return Promise.all(entries.map(async (entry) => ({ facts: entry.facts, line: await composeLine(engine, read, entry, agencies) })));
}
