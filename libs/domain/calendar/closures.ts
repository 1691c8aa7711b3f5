import type { CalendarDay, CalendarDefinition } from './definition.js';
import { CalendarDefinitionError, type CalendarRule } from './errors.js';

/** Number and symbol of a decision, telegram or notice: `12/QĐ-UBND`, `05/CĐ-TTg`, `118/2026/QĐ-UBND`. */
const DECISION = /^\d{1,6}(?:\/\d{4})?\/[A-ZĐ][A-Za-zĐđÂÊÔƠƯ]*(?:-[A-ZĐ][A-Za-z0-9ĐđÂÊÔƠƯ&.]*)*$/u;

/**
 * Checks what a drafted layer says anew of unplanned closures: each has a reason of the closed list and the number of the
 * decision that ordered it, and an outage of IT closes nothing. Statements the published layer has in the same words stand as
 * they are: they were made under the rules of their day. Throws `CalendarDefinitionError` naming rule and date.
 * @param published the layer as it is published; absent when it is new
 */
export function checkDraftedClosures(drafted: CalendarDefinition, published?: CalendarDefinition): void {
  for (const day of drafted.days ?? []) {
    if (!(published?.days ?? []).some((known) => isSameStatement(known, day))) {
      checkStatement(drafted.id, day);
    }
  }
}

function checkStatement(layer: string, { date, kind, reason, decision }: CalendarDay): void {
  const refuse = (rule: CalendarRule, explanation: string): never => {
    throw new CalendarDefinitionError(rule, layer, date, explanation);
  };
  if (kind !== 'closure') {
    if (reason !== undefined || decision !== undefined) {
      refuse('reason-not-allowed', `only a closure has a reason and a decision; a day of kind ${kind} rests on its source`);
    }
    return;
  }
  if (reason === undefined) {
    refuse('closure-needs-reason', 'say why the office was closed, by a code of the list');
  }
  if (reason === 'it-outage') {
    refuse('it-outage-moves-no-date', 'an office whose systems are down takes papers in by hand and is open; hours lost are noted, not given back');
  }
  if (decision === undefined || !DECISION.test(decision)) {
    refuse('closure-needs-decision', 'give the number and symbol of the decision that ordered it, such as 12/QĐ-UBND');
  }
}

function isSameStatement(a: CalendarDay, b: CalendarDay): boolean {
  const text = ({ date, kind, name, source, hours, swapWith, reason, decision }: CalendarDay): string => JSON.stringify([date, kind, name, source, hours, swapWith, reason, decision]);
  return text(a) === text(b);
}
