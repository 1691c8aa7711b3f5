import type { CaseRefusal } from '#domain';
import { type CaseRefusalCode, caseRefusalSentence, isCaseRefusalCode } from '#vi';
import { Problem, problemType } from './problem.js';

/** What a command names but the catalogue or the calendars do not have: the request must be changed. */
const UNPROCESSABLE: readonly CaseRefusalCode[] = [
  'unknown-agency',
  'agency-of-other-province',
  'beyond-calendar',
  'agency-without-calendar',
  'proof-in-future',
  'agency-ended',
  'unknown-dossier',
  'unknown-stage',
  'received-in-future',
  'proof-before-decision',
  'signed-in-future',
  'announced-twice',
  'change-out-of-order',
  'repealed-unknown',
];

/**
 * Answer to a refused command to a case: 422 when the request names what does not exist or cannot be, else 409.
 * @param words stand in its sentence in the place of its data: names where the data holds codes
 */
export function caseRefused({ code, data }: CaseRefusal, words: CaseRefusal['data'] = data): Problem {
  if (!isCaseRefusalCode(code)) {
    throw new Error(`The refusal ${code} of a case has no sentence: add it to libs/vi`);
  }
  return new Problem({
    type: problemType(code),
    title: caseRefusalSentence(code, words),
    status: UNPROCESSABLE.includes(code) ? 422 : 409,
    code,
    ...(data === undefined ? {} : { data }),
  });
}
