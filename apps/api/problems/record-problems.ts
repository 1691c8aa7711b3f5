import type { ProcedureFormatError } from '#domain';
import type { AnswerRefusal, UnpublishedRecord } from '#service';
import { NEEDED_RULE_LABELS } from '#vi';
import { pointerOf, pointerTo, problem, type Problem } from './problem.js';

/** Answer to an answer that settles nothing. */
export function answerNotTaken(outcome: AnswerRefusal): Problem {
  switch (outcome.kind) {
    case 'unknown-record':
      return problem('not-found', 'There is no record of this id');
    case 'key-conflict':
      return problem('idempotency-key-reused');
    case 'published':
      return problem('record-published');
    case 'unknown-flag':
      return unfit(outcome.index, 'flag', 'must be the id of a flag of this record');
    case 'nothing-recorded':
      return unfit(outcome.index, 'choice', 'the record gives nothing that could be taken over: choose as-suggested, or corrected with a value');
    case 'nothing-suggested':
      return unfit(outcome.index, 'choice', 'the record suggests nothing: choose as-recorded, or corrected with a value');
    case 'value-does-not-fit':
      return unfit(outcome.index, 'value', 'must be given with corrected, and be of a kind the flag accepts');
  }
}

/** Answer to a publication of a record that was not made. */
export function publicationNotMade(result: UnpublishedRecord): Problem {
  switch (result.kind) {
    case 'unknown-record':
      return problem('not-found', 'There is no record of this id');
    case 'key-conflict':
      return problem('idempotency-key-reused');
    case 'unknown-version':
      return problem('record-incomplete', undefined, [{ path: '/body/carryFrom', reason: 'must be the number of a published version of this procedure' }]);
    case 'flags-open':
      return problem('record-flags-open', undefined, result.flags.map((flag) => ({ path: `/flags/${pointerTo(flag)}`, reason: 'must be settled first' })));
    case 'needs':
      return problem('record-incomplete', undefined, result.needs.map(({ field, path }) => ({ path: rulesPointer(path), reason: `${field}: ${NEEDED_RULE_LABELS[field]}` })));
    case 'refused':
      return problem('procedure-invalid', undefined, result.problems.map(({ code, path }) => ({ path: rulesPointer(path), reason: code })));
  }
}

/** Answer to rules that do not have the form of a procedure's. */
export function rulesInvalid({ path, message }: ProcedureFormatError): Problem {
  return problem('procedure-invalid', undefined, [{ path: rulesPointer(path), reason: message }]);
}

/** A place such as `cases[0].parts` as a pointer into the body. */
function rulesPointer(path: string): string {
  return `/body/rules/${pointerOf(path)}`;
}

function unfit(index: number, part: string, reason: string): Problem {
  return problem('answer-does-not-fit', undefined, [{ path: `/body/answers/${String(index)}/${part}`, reason }]);
}
