/** Letters English has not; a Vietnamese sentence is never without. */
const VIETNAMESE = /[\u00c0-\u1ef9]/u;

/** Whether words are for the people at the screen. Those that tell what is wrong with a request are for who writes programs, in English. */
export function isForPeople(words: string): boolean {
  return VIETNAMESE.test(words);
}
