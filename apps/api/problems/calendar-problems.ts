import { type CalendarProblem, type DraftOutcome, type DraftPublication, NoticeError } from '#service';
import { calendarRuleVi } from '#vi';
import { type Problem, problem } from './problem.js';

type Refused = Extract<DraftOutcome | DraftPublication, { readonly kind: 'refused' }>;

/** There is no draft of this id. */
export function noSuchDraft(id: string): Problem {
  return problem('not-found', `There is no draft of calendars ${id}`);
}

/** Answer to a draft that was not written, rebased, discarded or published. */
export function draftRefused(id: string | undefined, refused: Refused): Problem {
  switch (refused.reason) {
    case 'not-found':
      return noSuchDraft(id ?? '');
    case 'not-a-draft':
      return problem('draft-ended');
    case 'key-conflict':
      return problem('idempotency-key-reused');
    case 'calendar-invalid':
      return invalid(refused.problem);
    case 'same-person':
    case 'stale-draft':
    case 'impact-not-computed':
    case 'nothing-changes':
      return problem(refused.reason);
  }
}

/** The broken rule in words, with the layer and the day it stands at. */
function invalid({ rule, layer, place, detail }: CalendarProblem): Problem {
  if (rule === 'unknown-layer') {
    const path = place === layer ? `/layers/${layer}` : `/assignments/${place}/${layer}`;
    return problem('unknown-layer', `Không có lớp lịch “${layer}”: hãy soạn lớp này trong cùng dự thảo, hoặc ghi mã của một lớp đã công bố.`, [{ path, reason: detail }]);
  }
  return problem('calendar-invalid', `Lịch “${layer}”, ${place}: ${calendarRuleVi(rule)}.`, [{ path: `/layers/${layer}/${place}`, reason: detail }]);
}

/** Answer to a file that cannot be taken for a notice, with every fault by its line. Anything else that was thrown is passed on. */
export function noticeRefused(error: unknown): Problem {
  if (!(error instanceof NoticeError)) {
    throw error;
  }
  return problem('notice-invalid', undefined, error.problems.map(({ line, field, detail }) => ({ path: `/body/file${line === undefined ? '' : `/line/${String(line)}`}/${field}`, reason: detail })));
}
