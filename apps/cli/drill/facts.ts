import { systemClock } from '#service';
import type { JournalEntry } from '../../stand-in/journal.js';
import type { DrillStack } from './drill-stack.js';
import type { Finding } from './finding.js';
import { judgeJournal } from './journal-facts.js';
import type { Load } from './load.js';
import { patiently } from './patiently.js';
import { HEARD_BEFORE, heardInLostTime } from './steps-heard.js';

interface Row {
  readonly what: string;
}

// Commands the API answered for that the inbox does not have.
const LOST_COMMANDS = `SELECT 'the command ' || k || ' was answered and is gone' AS what FROM unnest($1::text[]) AS k WHERE NOT EXISTS (SELECT FROM command_inbox WHERE idempotency_key = k)`;
const LOST_DOSSIERS = `SELECT 'dossier ' || c || ' is gone' AS what FROM unnest($1::text[]) AS c WHERE NOT EXISTS (SELECT FROM dossier WHERE code = c)`;
const LOST_EVENTS = `
  SELECT 'the command ' || i.idempotency_key || ' (' || i.type || ') was applied and left no event' AS what FROM command_inbox i
  WHERE i.status = 'applied' AND i.type <> 'TakeIn' AND NOT EXISTS (SELECT FROM dossier_event e WHERE e.dossier_id = i.dossier_id AND e.cause = i.id::text AND e.ordinal = 0)`;
const GROUNDLESS_EVENTS = `
  SELECT 'the command ' || i.idempotency_key || ' (' || i.type || ') is ' || i.status || ' and left an event' AS what FROM command_inbox i
  WHERE i.status IN ('refused', 'dead') AND EXISTS (SELECT FROM dossier_event e WHERE e.dossier_id = i.dossier_id AND e.cause = i.id::text)`;
const UNEXPECTED_DEAD = `SELECT 'the command ' || idempotency_key || ' (' || type || ') was given up: ' || coalesce(last_error, '') AS what FROM command_inbox WHERE status = 'dead' AND id <> ALL ($1::uuid[])`;
const OUT_OF_ORDER = `
  SELECT 'the command ' || o.key || ' was applied before one that was accepted earlier' AS what FROM (
    SELECT i.idempotency_key AS key, e.seq, lag(e.seq) OVER (PARTITION BY i.dossier_id ORDER BY i.accepted_at, i.number) AS before
    FROM command_inbox i JOIN dossier_event e ON e.dossier_id = i.dossier_id AND e.cause = i.id::text AND e.ordinal = 0 WHERE i.status = 'applied' AND i.type <> 'TakeIn') o
  WHERE o.before > o.seq`;
const DOUBLED_INTAKES = `SELECT 'the intake ' || idempotency_key || ' stands twice' AS what FROM command_inbox WHERE type = 'TakeIn' GROUP BY idempotency_key HAVING count(*) > 1`;
const DOUBLED_LATENESS = `SELECT 'dossier ' || d.code || ' became late twice' AS what FROM dossier_event e JOIN dossier d ON d.id = e.dossier_id WHERE e.type = 'DossierBecameLate' GROUP BY d.code HAVING count(*) > 1`;
const MISPLACED_LATENESS = `
  SELECT 'dossier ' || d.code || ' became late at another moment than its due date' AS what FROM dossier_event e JOIN dossier d ON d.id = e.dossier_id
  WHERE e.type = 'DossierBecameLate' AND e.occurred_at <> (e.payload->>'dueAt')::bigint`;
const EARLY = `SELECT 'dossier ' || d.code || ': ' || e.type || ' of a moment that has not come' AS what FROM dossier_event e JOIN dossier d ON d.id = e.dossier_id WHERE greatest(e.occurred_at, e.recorded_at) > $1 LIMIT 20`;
const DOUBLED_APOLOGIES = `SELECT 'promise ' || promise || ' of dossier ' || dossier_id || ' has two apologies' AS what FROM letter WHERE kind = 'apology' GROUP BY dossier_id, promise HAVING count(*) > 1`;
const SENT_BY_MAIL = `SELECT l.key AS what FROM letter l JOIN letter_delivery d ON d.letter_key = l.key AND d.channel = 'email' AND d.status = 'sent'`;
const SENT_BY_MESSAGE = `SELECT l.key AS what FROM letter l JOIN letter_delivery d ON d.letter_key = l.key AND d.channel IN ('sms', 'zalo') AND d.status IN ('sent', 'delivered')`;

/** Looks for whatever was lost or done twice until now; the load may go on meanwhile. */
export async function lookForFindings(stack: DrillStack, load: Load): Promise<readonly Finding[]> {
  const { read } = stack.engine.database;
  const ask = (kind: Finding['kind'], sql: string, parameters: readonly unknown[] = []): Promise<readonly Finding[]> =>
    patiently(async () => (await read.rows<Row>(sql, parameters)).map(({ what }) => ({ kind, what })));
  const [keys, codes] = [[...load.answered].filter(([, { status }]) => status < 300).map(([key]) => key), load.codes];
  // Before what others have taken is read: they have it first.
  const keysOf = (sql: string): Promise<readonly string[]> => patiently(async () => (await read.rows<Row>(sql)).map(({ what }) => what));
  const said = { mails: await keysOf(SENT_BY_MAIL), messages: await keysOf(SENT_BY_MESSAGE) };
  const kept = stack.standIn.kept();
  const found = [
    await ask('lost', LOST_COMMANDS, [keys]),
    await ask('lost', LOST_DOSSIERS, [codes]),
    await ask('lost', LOST_EVENTS),
    await ask('lost', UNEXPECTED_DEAD, [stack.expectedDead]),
    await ask('wrong', GROUNDLESS_EVENTS),
    await ask('wrong', OUT_OF_ORDER),
    await ask('wrong', MISPLACED_LATENESS),
    await ask('wrong', EARLY, [systemClock.now() + stack.clockSkewMs]),
    await ask('doubled', DOUBLED_INTAKES),
    await ask('doubled', DOUBLED_LATENESS),
    await ask('doubled', DOUBLED_APOLOGIES),
    judgeJournal(kept, said, await heardInLostTime(read, keysTurnedAway(kept))),
  ];
  return found.flat();
}

/** Keys the portal turned steps away under that came too late. */
function keysTurnedAway(kept: readonly JournalEntry[]): readonly string[] {
  return kept.flatMap((entry) => (entry.kind === 'turned-away' && entry.why === HEARD_BEFORE && entry.key !== undefined ? [entry.key] : []));
}
