import { type DossierEvent, eventOfRow, type Instant, instant, tellDossier } from '#domain';
import type { Clock } from '../clock.js';
import type { Engine } from '../engine.js';
import { FIRST_ID } from '../first-id.js';
import { readLedger } from '../ledger-writer.js';
import type { MessageGateway, MessageStanding } from '../messages/message-gateway.js';
import { syncKey } from '../sync/compose-message.js';
import type { NationalPortal, PortalStanding } from '../sync/national-portal.js';
import { addFinding } from './findings.js';
import { daysOf } from './jump-ranges.js';
import { lastRestoration, listPassedRanges, type Restoration } from './restoration.js';

/** Those who may know what the lost window did. */
export interface OutsideWitnesses {
  readonly portal?: NationalPortal;
  readonly messages?: MessageGateway;
}

/** Somebody outside did not answer: they are asked again later. */
export class WitnessAwayError extends Error {
  override readonly name = 'WitnessAwayError';
}

const AT_ONCE = 200;
const LANES = 10;
/** A desk gives its codes in order, a few of them unused: so many in a row that the portal does not know are its end. */
const UNKNOWN_IN_A_ROW = 10;

/**
 * After a restore, once: asks the portal for every open dossier and for the codes passed over, and the gateway for letters that waited for a signature, and keeps what they know that the
 * ledger does not. Changes nothing else. False when there is nothing to ask. May be broken off and made again.
 * @throws WitnessAwayError when one of them does not answer
 */
export async function askOutside(engine: Engine, witnesses: OutsideWitnesses, clock: Clock): Promise<boolean> {
  const restoration = await lastRestoration(engine.database.read);
  if (restoration === undefined || restoration.askedAt !== null) {
    return false;
  }
  const { portal, messages } = witnesses;
  if (portal !== undefined) {
    await askForDossiers(engine, portal, restoration, clock);
    await askForCodes(engine, portal, restoration, clock);
  }
  if (messages !== undefined) {
    await askForLetters(engine, messages, restoration, clock);
  }
  await engine.database.read.run('UPDATE restoration SET asked_at = $2 WHERE number = $1 AND asked_at IS NULL', [restoration.number, clock.now()]);
  return true;
}

interface KnownDossier {
  readonly id: string;
  readonly code: string;
  readonly last_seq: number;
}

/** Dossiers the portal was told more of than stands here. Those received since are none of the lost ones. */
async function askForDossiers(engine: Engine, portal: NationalPortal, restoration: Restoration, clock: Clock): Promise<void> {
  for (let after = FIRST_ID; ; ) {
    const page = await engine.database.read.rows<KnownDossier>('SELECT id, code, last_seq FROM dossier WHERE NOT closed AND received_at <= $1 AND id > $2 ORDER BY id LIMIT $3', [restoration.knownUntil, after, AT_ONCE]);
    await inLanes(page, async (dossier) => {
      await askForDossier(engine, portal, restoration, dossier, clock.now());
    });
    const last = page.at(-1);
    if (last === undefined || page.length < AT_ONCE) {
      return;
    }
    after = last.id;
  }
}

async function askForDossier(engine: Engine, portal: NationalPortal, { number, restoredAt }: Restoration, { id, code, last_seq: seq }: KnownDossier, at: Instant): Promise<void> {
  // What the next event was told under, had it been told before the restore.
  const standing = answered(await portal.ask(code, syncKey(id, 'DongBoHoSoMC', seq + 1, number - 1)));
  if (standing.kind === 'absent') {
    return;
  }
  const rows = await readLedger(engine.database.read, id);
  if (rows.some(({ recordedAt }) => recordedAt > restoredAt)) {
    return;
  }
  const events = rows.map(eventOfRow);
  const told = tellDossier(events).status;
  const isAhead = standing.taken !== undefined || (standing.status !== undefined && told !== undefined && !(await statusesTold(engine, id, events)).has(standing.status));
  if (isAhead) {
    await addFinding(engine.database.read, number, { kind: 'dossier-ahead', subject: code, detail: `the portal has status ${standing.status ?? '?'}; here it ends with event ${String(seq)}, status ${String(told?.value ?? '?')}` }, at);
  }
}

/** Whatever status the portal may have of us: that of the last event it was told of, and of each it is still owed, which is no loss. */
async function statusesTold({ database }: Pick<Engine, 'database'>, dossierId: string, events: readonly DossierEvent[]): Promise<ReadonlySet<string>> {
  const owed = await database.read.first<{ first: number | null }>('SELECT min(from_seq) AS first FROM sync_outbox WHERE dossier_id = $1 AND settled_at IS NULL', [dossierId]);
  const last = owed?.first == null ? events.length : Math.max(1, owed.first - 1);
  return new Set(events.slice(last - 1).map((_event, index) => String(tellDossier(events.slice(0, last + index)).status?.value)));
}

/** Codes that were given out in the lost window, as far as the portal was told of them. */
async function askForCodes(engine: Engine, portal: NationalPortal, restoration: Restoration, clock: Clock): Promise<void> {
  const { codeStyle } = engine.options;
  const passed = new Map((await listPassedRanges(engine, restoration.number)).filter(({ kind }) => kind === 'dossier-code').map((range) => [range.series, range]));
  const desks = [...(await engine.rules.agencies(engine.database.read)).values()].filter(({ desk }) => desk);
  const days = daysOf({ knownUntil: instant(restoration.knownUntil), restoredAt: instant(restoration.restoredAt) });
  const walks = desks.flatMap(({ unitCode }) => days.map((day) => ({ unitCode, day, range: passed.get(codeStyle.counterKey(unitCode, day)) })));
  await inLanes(walks, async ({ unitCode, day, range }) => {
    let unknown = 0;
    for (let number = range?.first ?? 1; range !== undefined && number <= range.last && unknown < UNKNOWN_IN_A_ROW; number += 1) {
      const code = codeStyle.format(unitCode, day, number);
      const isKnown = answered(await portal.ask(code, `${code}:lost`)).kind === 'known';
      unknown = isKnown ? 0 : unknown + 1;
      if (isKnown && !(await isHere(engine, code))) {
        await addFinding(engine.database.read, restoration.number, { kind: 'dossier-unknown', subject: code, detail: 'the portal has it; here no dossier bears the code' }, clock.now());
      }
    }
  });
}

async function isHere({ database }: Pick<Engine, 'database'>, code: string): Promise<boolean> {
  return (await database.read.first('SELECT FROM dossier WHERE code = $1', [code])) !== undefined;
}

/** Letters that wait for a signature here and have left: they were signed in the lost window. */
async function askForLetters(engine: Engine, messages: MessageGateway, { number }: Restoration, clock: Clock): Promise<void> {
  const read = engine.database.read;
  for (let after = ''; ; ) {
    const page = await read.rows<{ key: string; code: string }>('SELECT l.key, d.code FROM letter l JOIN dossier d ON d.id = l.dossier_id WHERE l.ask_first AND l.awaits_signature AND l.key > $1 ORDER BY l.key LIMIT $2', [after, AT_ONCE]);
    await inLanes(page, async ({ key, code }) => {
      const standing: MessageStanding = await messages.ask(key);
      if (standing.kind === 'unavailable') {
        throw new WitnessAwayError(`The message gateway does not answer: ${standing.reason}`);
      }
      const stillWaits = await read.first('SELECT FROM letter WHERE key = $1 AND ask_first AND awaits_signature', [key]);
      if (standing.kind !== 'absent' && stillWaits !== undefined) {
        await addFinding(read, number, { kind: 'letter-left', subject: key, detail: `dossier ${code}: it waits for a signature here, and left (${standing.kind})` }, clock.now());
      }
    });
    const last = page.at(-1);
    if (last === undefined || page.length < AT_ONCE) {
      return;
    }
    after = last.key;
  }
}

function answered(standing: PortalStanding): Exclude<PortalStanding, { kind: 'unavailable' }> {
  if (standing.kind === 'unavailable') {
    throw new WitnessAwayError(`The national portal does not answer: ${standing.reason}`);
  }
  return standing;
}

async function inLanes<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const lane = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}
