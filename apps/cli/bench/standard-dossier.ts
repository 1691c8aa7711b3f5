import { type Actor, eventOfRow, foldDossier, parseInstant } from '#domain';
import { readLedgerOf, type TakeInBody } from '#service';
import type { BenchDesk, BenchDossier, Step } from './desk.js';

/** Every dossier of the bench is received on this Monday morning. */
export const BENCH_BEGINS = parseInstant('2026-08-10T08:00:00+07:00');

/** Seven groups of stages at a commune, ten working days. */
export const STANDARD_INTAKE: TakeInBody = {
  procedureCode: '1.005144',
  agencyCode: 'H99.31',
  channel: 'counter',
  applicant: { name: 'Người nộp hồ sơ đo tốc độ', idNumber: '079000000001', phone: '0900000001', address: 'Tổ 1, phường Trung Tâm' },
};

const CLERK: Actor = { subject: 'bench-clerk', role: 'clerk', agency: 'H99.31' };
const OFFICER: Actor = { subject: 'bench-officer', role: 'officer', agency: 'H99.31' };

const FORWARD: Step = { by: OFFICER, type: 'Forward', body: {} };
const ASSIGN: Step = { by: { ...OFFICER, role: 'head' }, type: 'Assign', body: { officer: OFFICER.subject } };
const REQUEST: Step = {
  by: OFFICER,
  type: 'RequestSupplement',
  body: { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '17' } }], reasonCode: 'incomplete' },
  text: { reason: 'Thiếu bản chính của giấy xác nhận' },
};
const SUPPLEMENT: Step = { by: CLERK, type: 'ReceiveSupplement', body: {} };
const RESULT: Step = { by: CLERK, type: 'RecordResult', body: { resultNumber: 'QĐ-01' } };
const HAND_OVER: Step = { by: CLERK, type: 'HandOver', body: { method: 'desk', identityChecked: true, authorised: false, signature: 'paper' }, text: { receiver: 'Người nộp' } };
const CONTACT: Step = { by: CLERK, type: 'RecordContact', body: { party: 'applicant' } };
const PAYMENT: Step = { by: CLERK, type: 'RecordPayment', body: { amount: 50_000, method: 'cash', receiptNumber: 'BL-01' } };

/** Commands of the standard dossier beside its intake. */
export const STANDARD_COMMANDS = 10;

/** How long before a point of interest the command is given after which its timer is armed. */
const BEFORE_POINT_MS = 2_000;

/** Commands in flight at once, over all dossiers. */
export type Turn = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Takes the standard dossier through its life: intake; Assign, five Forward, RequestSupplement, ReceiveSupplement,
 * RecordResult, HandOver; and two wakes, at the apology draft two working days before expiry and at the warning one before,
 * each by a real timer. Waiting for a timer takes no turn. Returns the dossier and how many timers woke it: one is lost
 * where a command was so slow that its own transition settled the point.
 */
export async function liveStandardLife(desk: BenchDesk, turn: Turn): Promise<{ readonly dossier: BenchDossier; readonly wakes: number }> {
  const dossier = await turn(() => desk.takeIn(STANDARD_INTAKE));
  for (const step of [FORWARD, ASSIGN, REQUEST, SUPPLEMENT, FORWARD, FORWARD]) {
    await turn(() => desk.applied(dossier, step));
  }
  const { draftAt, warningAt } = await pointsAhead(desk, dossier);
  const wakes = [await wakeAfter(desk, dossier, FORWARD, draftAt, turn), await wakeAfter(desk, dossier, FORWARD, warningAt, turn)];
  for (const step of [RESULT, HAND_OVER]) {
    await turn(() => desk.applied(dossier, step));
  }
  return { dossier, wakes: wakes.filter(Boolean).length };
}

/** Gives a command just before a point of interest, and waits for the timer that its transition arms. */
async function wakeAfter(desk: BenchDesk, dossier: BenchDossier, step: Step, point: number, turn: Turn): Promise<boolean> {
  const woken = desk.clocks.wakeOf(dossier.id);
  woken.catch(() => undefined);
  await turn(() => {
    desk.clocks.move(dossier.id, point - BEFORE_POINT_MS);
    return desk.applied(dossier, step);
  });
  if (await isSettled(desk, dossier, point)) {
    return false;
  }
  await woken;
  return true;
}

async function pointsAhead({ engine }: BenchDesk, { id }: BenchDossier): Promise<{ readonly draftAt: number; readonly warningAt: number }> {
  const { apologyDraftAt, dueSoonAt } = foldDossier((await readLedgerOf(engine, id)).map(eventOfRow)).milestones;
  if (apologyDraftAt === undefined || dueSoonAt === undefined || apologyDraftAt >= dueSoonAt) {
    throw new Error(`Dossier ${id} has no draft and warning ahead`);
  }
  return { draftAt: apologyDraftAt, warningAt: dueSoonAt };
}

async function isSettled({ engine }: BenchDesk, { id }: BenchDossier, point: number): Promise<boolean> {
  return (await engine.database.read.first('SELECT FROM dossier WHERE id = $1 AND settled_at >= $2', [id, point])) !== undefined;
}

/** Bursts of commands that are given at once; each burst may be refused in part, every command gets its outcome. */
const BURSTS: readonly (readonly Step[])[] = [
  [ASSIGN, FORWARD, CONTACT, PAYMENT, CONTACT],
  [REQUEST, FORWARD, CONTACT, FORWARD],
  [SUPPLEMENT, FORWARD, RESULT, CONTACT, HAND_OVER],
];

/** Takes a dossier through bursts of concurrent commands, the first of which races the start of its workflow. */
export async function liveConcurrentLife(desk: BenchDesk, turn: Turn): Promise<BenchDossier> {
  const dossier = await turn(() => desk.takeIn(STANDARD_INTAKE));
  for (const burst of BURSTS) {
    await turn(() => Promise.all(burst.map((step) => desk.give(dossier, step))));
  }
  return dossier;
}
