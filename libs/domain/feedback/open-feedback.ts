import type { CaseContext } from '../deadline-case/case-commands.js';
import type { CasePayloads, NewCaseEvent } from '../deadline-case/case-events.js';
import { foldCaseEvent } from '../deadline-case/fold-case.js';
import { instant } from '../time/instant.js';
import { Unfolding } from './feedback-clocks.js';

type Opening = CasePayloads['CaseOpened'];

/**
 * The events feedback begins with: five clocks run side by side from the moment it reached the agency.
 * @throws CalendarRangeError when one would end beyond the declared years
 */
export function beginFeedback(opening: Opening, received: CasePayloads['FeedbackReceived'], context: CaseContext): readonly NewCaseEvent[] {
  return begin(opening, { type: 'FeedbackReceived', payload: received, occurredAt: context.at }, context, (next) => next.startAll(instant(received.receivedAt)));
}

/**
 * The events an urging begins with: its answer is due in working hours of the agency that holds the dossier.
 * @throws CalendarRangeError when it would end beyond the declared years
 */
export function beginUrging(opening: Opening, urging: CasePayloads['UrgingReceived'], context: CaseContext): readonly NewCaseEvent[] {
  return begin(opening, { type: 'UrgingReceived', payload: urging, occurredAt: context.at }, context, (next) => next.start('urging-answer', context.at));
}

function begin(payload: Opening, received: NewCaseEvent, context: CaseContext, start: (next: Unfolding) => Unfolding): readonly NewCaseEvent[] {
  const opened = { type: 'CaseOpened', payload, occurredAt: context.at } as const;
  const next = new Unfolding(foldCaseEvent(undefined, opened), context);
  return [opened, ...start(next.add(received)).events];
}
