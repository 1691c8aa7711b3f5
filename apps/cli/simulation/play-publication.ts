import { addCalendarDays, type AnnouncedItem, type AnnouncementFacts, formatLocalDate, type LocalDate, localDateOf, mayDo, POSTING_PLACES, type PostingPlace, type ProcedureVersion } from '#domain';
import { correctAnnouncement, enterAnnouncement, gatherParts, readAnnouncement } from '#service';
import type { CaseDesk } from './case-desk.js';
import type { Pace } from './pace.js';
import { CHECKER, MANAGER, OFFICER, PROVINCE, SECOND_MANAGER } from './people.js';
import type { Random } from './random.js';

/** The ministry of some of the decisions: it has ten working days instead of five. */
const MINISTRY = 'G17';
const HOUR = 3_600_000;
/** Legal texts take effect so many days on: what is repealed is taken in until then. */
const EFFECTIVE_AFTER_DAYS = 59;

/**
 * A decision of a procedure or two, entered some days after it was signed: posted in each place in time, late, never, or in time
 * and entered late; a posting and now and then the decision itself are corrected, by a second person only.
 */
export function playPublication(desk: CaseDesk, pace: Pace, random: Random, number: number, procedures: readonly [ProcedureVersion, ...ProcedureVersion[]]): void {
  const subjects = [...new Map([random.pick(procedures), ...(random.chance(0.3) ? [random.pick(procedures)] : [])].map(({ code, version }) => [code, version])).entries()];
  const items = subjects.map(([code, version]): AnnouncedItem => ({ kind: 'procedure', code, version, change: random.pick(['new', 'amended', 'amended', 'repealed']) }));
  const issuer = random.chance(0.3) ? ({ agency: MINISTRY, level: 'ministry' } as const) : ({ agency: PROVINCE, level: 'province' } as const);
  const signedOn = addCalendarDays(localDateOf(pace.at), -Math.floor(random.between(0, 6)));
  const fastTrack = random.chance(0.2) ? { fastTrack: { ground: { document: '12/2026/QĐ-UBND' }, promulgatedOn: formatLocalDate(addCalendarDays(signedOn, -2)) } } : {};
  const factsSigned = async (day: LocalDate): Promise<AnnouncementFacts> => ({ number: `${String(3_000 + number)}/QĐ-UBND`, issuer, signedOn: formatLocalDate(day), effectiveOn: formatLocalDate(addCalendarDays(localDateOf(pace.at), EFFECTIVE_AFTER_DAYS)), ...fastTrack, items, evidence: await desk.proof() });
  let decision = '';
  pace.now(async () => {
    const { engine, clock } = desk.world;
    const entered = await enterAnnouncement(engine, clock, { actor: MANAGER, idempotencyKey: desk.key(), facts: await factsSigned(signedOn) });
    if (entered.kind !== 'entered') throw new Error(`The decision was not entered: ${JSON.stringify(entered)}`);
    decision = entered.code;
  });
  if (random.chance(0.25)) {
    const correct = async (actor: typeof MANAGER): Promise<void> => {
      const answer = await correctAnnouncement(desk.world.engine, desk.world.clock, { actor, idempotencyKey: desk.key(), code: decision, facts: await factsSigned(addCalendarDays(signedOn, -1)), reason: 'Nhập nhầm ngày ký' }, ({ province, agency }, { agencies }) =>
        mayDo(actor, 'EnterAnnouncement', { province, agencies: [agency] }, agencies),
      );
      desk.count(answer.kind === 'refused' || (answer.kind === 'decided' && answer.outcome.kind === 'refused'));
    };
    pace.then(() => correct(MANAGER), 1).then(() => correct(SECOND_MANAGER), 1);
  }
  for (const place of POSTING_PLACES) {
    for (const [index] of items.entries()) playPosting(desk, pace, random, { decision: () => decision, index, place });
  }
}

interface Posting {
  readonly decision: () => string;
  readonly index: number;
  readonly place: PostingPlace;
}

function playPosting(desk: CaseDesk, pace: Pace, random: Random, { decision, index, place }: Posting): void {
  if (random.chance(0.1)) return;
  const enteredAfter = random.chance(0.3) ? 48 * HOUR : 0;
  const isCorrected = random.chance(0.15);
  const record = async (actor: typeof OFFICER, type: 'RecordPosting' | 'CorrectPosting', hoursEarlier: number): Promise<void> => {
    const { engine, now } = desk.world;
    const item = (await readAnnouncement(engine, decision(), now))?.items[index];
    if (item?.places.some((each) => each.place === place) !== true) return;
    const body = { clock: place, clickedAt: now - enteredAfter - hoursEarlier * HOUR, evidence: await desk.proof() };
    const text = { address: `https://tthc.example/${place}`, ...(type === 'CorrectPosting' ? { reason: 'Ghi nhầm giờ' } : {}) };
    await desk.give({ actor, action: 'RecordPosting', code: item.publication, type, body, text, ...(type === 'RecordPosting' ? { gather: gatherParts } : {}) });
  };
  pace.then(() => record(OFFICER, 'RecordPosting', 0));
  if (isCorrected) pace.then(() => record(OFFICER, 'CorrectPosting', 3), 1).then(() => record(CHECKER, 'CorrectPosting', 3), 1);
}
