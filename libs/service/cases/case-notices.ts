import type { CaseState, Instant, NewCaseEvent } from '#domain';
import type { Transaction } from '#persistence';
import { type NoticeDue, oweNotices } from '../staff/notices.js';

/** Writes what the events of a case tell its people: a warning to who is in charge, a passed end to the head as well, each level to the next. */
export async function oweCaseNotices(tx: Pick<Transaction, 'run'>, state: CaseState, events: readonly NewCaseEvent[], at: Instant): Promise<void> {
  await oweNotices(tx, events.flatMap((event) => noticesOf(state, event)), at);
}

function noticesOf(state: CaseState, event: NewCaseEvent): readonly NoticeDue[] {
  const { code, kind, agency, owner } = state;
  const inCharge = owner === undefined ? ({ agency, role: 'officer' } as const) : { agency, subject: owner };
  const head = { agency, role: 'head' } as const;
  const notice = (name: 'clock-warning' | 'clock-late' | 'clock-escalated', clock: string, round: number, dueAt: number, level: number, to: NoticeDue['to']): NoticeDue => ({
    key: `${code}:${name}:${clock}:${String(round)}:${String(dueAt)}:${String(level)}`,
    kind: name,
    facts: { code, caseKind: kind, clock, dueAt, level },
    to,
  });
  switch (event.type) {
    case 'ClockWarned':
      return [notice('clock-warning', event.payload.clock, event.payload.round, event.payload.dueAt, 0, inCharge)];
    case 'ClockBecameLate':
      return [inCharge, head].map((to) => notice('clock-late', event.payload.clock, event.payload.round, event.payload.dueAt, 0, to));
    case 'ClockEscalated':
      return [notice('clock-escalated', event.payload.clock, event.payload.round, event.payload.dueAt, event.payload.level, { agency: levelAgency(state, event.payload.level), role: 'manager' })];
    default:
      return [];
  }
}

/** The first level is the agency's own leader, every further one the province. */
function levelAgency({ agency, province }: CaseState, level: number): string {
  return level === 1 ? agency : province;
}
