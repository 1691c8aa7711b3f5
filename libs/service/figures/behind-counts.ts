import { type Count, isDossierCount, type Sum } from '#domain/figures';
import { type Condition, COUNT_CONDITIONS, COUNTED, leftWithin, type Moments, openAt } from './dossier-conditions.js';

/** Papers as they were listed when the dossier was received, whichever event listed them last before. */
const PAPERS = `(SELECT e.payload -> 'components' FROM dossier_event e
  WHERE e.dossier_id = dossier.id AND e.type IN ('DossierReceived', 'DossierRegistered', 'FilingCompleted', 'DossierAccepted') AND e.payload -> 'components' IS NOT NULL
  ORDER BY e.seq DESC LIMIT 1)`;

/** SQL: the dossier's ledger holds an event of a type within the period, or at any time. */
function happened(type: string, { start, end }: Moments, also = 'TRUE'): string {
  return `EXISTS (SELECT FROM dossier_event e WHERE e.dossier_id = dossier.id AND e.type = '${type}' AND e.occurred_at >= ${start} AND e.occurred_at < ${end} AND ${also})`;
}

function ever(such: string): string {
  return `EXISTS (SELECT FROM dossier_event e WHERE e.dossier_id = dossier.id AND ${such})`;
}

/** SQL: papers were asked for, as the `nth` request or one after the first; what was asked of a filing counts from its acceptance. */
function asked(which: '= 1' | '> 1', moments: Moments): string {
  const number = `(e.payload ->> 'number')::integer ${which}`;
  const accepted = `accepted_at >= ${moments.start} AND accepted_at < ${moments.end}`;
  return `supplements > 0 AND (${happened('SupplementRequested', moments, number)} OR (${accepted} AND ${ever(`e.type = 'CompletionRequested' AND ${number}`)}))`;
}

const received: Condition = ({ start, end }) => `${COUNTED} AND accepted_at >= ${start} AND accepted_at < ${end}`;
const paused: Condition = ({ end }) => `${COUNTED} AND ${openAt(end)} AND paused_at < ${end}`;
const refused: Condition = (moments) => happened('UnsupplementedClosed', moments, `e.payload ->> 'as' = 'refused'`);
const ended: Condition = (moments) => `${COUNTED} AND (${happened('ResultRecorded', moments)} OR ${refused(moments)})`;

function withClock(clock: 'transferDueAt' | 'forwardingDueAt'): Condition {
  return (moments) => `${received(moments)} AND ${ever(`e.type IN ('DossierReceived', 'DossierAccepted') AND e.payload -> 'clocks' ->> '${clock}' IS NOT NULL`)}`;
}

/**
 * SQL: what the dossier row does not tell is asked of its ledger. A dossier to which it happened twice within the period is one
 * line of a list and two of its number.
 */
const HISTORY: Readonly<Partial<Record<Count, Condition>>> = {
  refusedAfterAppraisal: (moments) => `${COUNTED} AND ${leftWithin(moments.start, moments.end)} AND (${happened('ResultRecorded', moments, `e.payload ->> 'outcome' = 'refused'`)} OR ${refused(moments)})`,
  intakeRefused: (moments) => `status = 'intake-refused' AND ${happened('IntakeRefused', moments)}`,
  supplementFirst: (moments) => `${COUNTED} AND ${asked('= 1', moments)}`,
  supplementSecond: (moments) => `${COUNTED} AND ${asked('> 1', moments)}`,
  pausedInTime: (moments) => `${paused(moments)} AND became_late_at IS NULL`,
  pausedOverdue: (moments) => `${paused(moments)} AND became_late_at < ${moments.end}`,
  receivedWithPapers: (moments) => `${received(moments)} AND json_array_length(${PAPERS}) > 0`,
  receivedDigital: (moments) => `${received(moments)} AND json_array_length(${PAPERS}) > 0 AND NOT EXISTS (SELECT FROM json_array_elements(${PAPERS}) paper WHERE paper ->> 'kind' NOT IN ('scan', 'reused', 'data-store'))`,
  receivedReused: (moments) => `${received(moments)} AND EXISTS (SELECT FROM json_array_elements(${PAPERS}) paper WHERE paper ->> 'kind' IN ('reused', 'data-store'))`,
  results: ended,
  resultsElectronic: (moments) => `${ended(moments)} AND ${ever(`e.type = 'FileAttached' AND e.payload ->> 'purpose' = 'result'`)}`,
  transferDue: withClock('transferDueAt'),
  transferLate: (moments) => `${COUNTED} AND ${happened('TransferBecameLate', moments)}`,
  forwardingDue: withClock('forwardingDueAt'),
  forwardingLate: (moments) => `${COUNTED} AND ${happened('ForwardingBecameLate', moments)}`,
  registered: (moments) => happened('DossierRegistered', moments),
  answerLate: (moments) => happened('AnswerBecameLate', moments),
};

/** Counts whose dossiers are the same ones told again, or that no dossier as it stands has: a list is made without them. */
const LEFT_OUT: readonly Count[] = ['transferredIn', 'transferredOut', 'reopened', 'cancelled'];

/** SQL: the dossiers a count holds; `undefined` where no dossier can be listed by it. */
function conditionOf(count: Count, moments: Moments): string | undefined {
  return isDossierCount(count) ? `${COUNTED} AND accepted_at < ${moments.end} AND ${COUNT_CONDITIONS[count](moments)}` : HISTORY[count]?.(moments);
}

/** What a numerator takes off, as a sum of its own: a dossier is in it once for each of the counts that hold it. `undefined` where it takes nothing off. */
export function subtractedOf({ minus }: Sum): Sum | undefined {
  const plus = minus.filter((count) => !LEFT_OUT.includes(count));
  return plus.length === 0 ? undefined : { plus, minus: [] };
}

/** SQL: which of the counts hold a dossier, as an array of their names. */
export function reasonsOf(counts: readonly Count[], moments: Moments): string {
  const named = counts.flatMap((count) => {
    const condition = conditionOf(count, moments);
    return condition === undefined ? [] : [`CASE WHEN ${condition} THEN '${count}' END`];
  });
  return `array_remove(ARRAY[${named.join(', ')}]::text[], NULL)`;
}

/**
 * SQL: the dossiers a sum counts, each once; `undefined` where it counts something a dossier cannot be listed by, such as letters,
 * payments or runs of stages.
 */
export function behindSum({ plus, minus }: Sum, moments: Moments): string | undefined {
  const [held, without] = [plus, minus].map((counts) => counts.filter((count) => !LEFT_OUT.includes(count)).map((count) => conditionOf(count, moments)));
  if (held === undefined || without === undefined || [...held, ...without].includes(undefined)) {
    return undefined;
  }
  const among = `(${held.map((each) => `(${String(each)})`).join(' OR ')})`;
  return without.length === 0 ? among : `${among} AND NOT (${without.map((each) => `coalesce(${String(each)}, FALSE)`).join(' OR ')})`;
}
