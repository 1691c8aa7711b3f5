import { produceLetter } from './proxies.js';

/** What a letter's delivery is started with. */
export interface LetterInput {
  /** The letter's business key. */
  readonly key: string;
}

/** Delivers one owed letter. It never fails: it tries until the letter is produced, for days if a gateway is down that long. */
export async function deliverLetterWorkflow({ key }: LetterInput): Promise<void> {
  await produceLetter(key, Date.now());
}
