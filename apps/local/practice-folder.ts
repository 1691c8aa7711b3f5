import { readdirSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { formatInstant, type Instant, localDateOf, parseInstant } from '#domain';
import type { DataFolder } from './data-folder.js';
import { findJsonFile, writeJsonFile } from './json-file.js';

/** What makes a folder one of practice: written before anything else of it. */
const MARK = 'practice.json';
/** What a folder holds by being taken, before anything is kept in it. */
const OWN_OF_TAKEN: readonly string[] = ['lock', 'logs', 'processes.json'];

const markSchema = z.object({
  /** `filling`: it was begun and is not whole until it says `filled`. */
  state: z.enum(['filling', 'filled']),
  /** The moment its quarter ends. */
  at: z.string(),
  size: z.number().int(),
  seed: z.number().int(),
});
type Mark = z.output<typeof markSchema>;

/** What practice data is made of. */
export interface PracticePlan {
  /** Dossiers in all. */
  readonly size: number;
  readonly seed: number;
}

/** A folder to practise in, as it was found. */
export interface PracticeFolder {
  /** Undefined where it is filled already: it goes on. */
  readonly toFill: PracticePlan | undefined;
  /** Says that it is whole. */
  readonly filled: () => Promise<void>;
}

/**
 * Refuses a folder of practice to the ordinary start.
 * @throws naming what to do instead
 */
export async function refusePractice(folder: DataFolder): Promise<void> {
  if ((await findJsonFile(folder.file(MARK), markSchema)) !== undefined) {
    throw new Error(`${folder.path} holds practice data: start it by npm start -- --demo, or set DATA_DIR to another folder`);
  }
}

/**
 * Makes a folder ready to practise in. One that is filled goes on; one whose filling was cut off, or that is asked for afresh, is
 * emptied and made anew.
 * @throws where it holds anything that is not practice: an installation is never emptied or filled
 */
export async function openPracticeFolder(folder: DataFolder, wish: PracticePlan & { readonly fresh: boolean }, now: Instant, say: (line: string) => void): Promise<PracticeFolder> {
  const file = folder.file(MARK);
  const mark = await findJsonFile(file, markSchema);
  const kept = readdirSync(folder.path).filter((name) => name !== MARK && !isOfTaken(name));
  if (mark === undefined && kept.length > 0) {
    throw new Error(`${folder.path} holds an installation that is not for practice (${kept.slice(0, 3).join(', ')}): set DATA_DIR to another folder`);
  }
  const write = (state: Mark['state'], at: string): Promise<void> => writeJsonFile(file, { state, at, size: wish.size, seed: wish.seed });
  if (mark?.state === 'filled' && !wish.fresh) {
    sayAge(mark, now, say);
    return { toFill: undefined, filled: () => Promise.resolve() };
  }
  if (mark !== undefined) {
    say(mark.state === 'filling' ? 'the practice data was not written to its end: it is made anew' : 'the practice data is made anew');
    await write('filling', mark.at);
    for (const name of kept) rmSync(folder.file(name), { recursive: true, force: true });
  }
  const at = formatInstant(now);
  await write('filling', at);
  return { toFill: { size: wish.size, seed: wish.seed }, filled: () => write('filled', at) };
}

function isOfTaken(name: string): boolean {
  return OWN_OF_TAKEN.includes(name) || name.startsWith('lock.');
}

function sayAge({ at }: Mark, now: Instant, say: (line: string) => void): void {
  const days = localDateOf(now) - localDateOf(parseInstant(at));
  if (days > 0) {
    say(`the practice data ends ${days === 1 ? 'a day' : `${String(days)} days`} ago: what was due then is late by now; npm start -- --demo --fresh makes it anew`);
  }
}
