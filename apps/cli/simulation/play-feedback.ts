import { type CaseCommandType, type CaseBodies, type Actor, feedbackActionOf, type FeedbackBodies, placeOf } from '#domain';
import { examineWords, gatherFeedbackFacts, receiveFeedback } from '#service';
import type { CaseDesk } from './case-desk.js';
import type { Pace } from './pace.js';
import { CLERK, DEPUTY, HEAD, OFFICER, PROVINCE } from './people.js';
import type { Random } from './random.js';

const OTHER_AGENCY = 'H99.05';
const SENDER = { name: 'Nguyễn Thị Mô Phỏng', phone: '0900000009' };
const CLEAN = 'Cơ quan đã kiểm tra, chấn chỉnh và thông báo kết quả.';
const NAMING = `Đã trả lời bà ${SENDER.name}, điện thoại ${SENDER.phone}.`;
const DOUBTFUL = 'Cơ quan đã nhắc nhở ông Lê Văn Bảy.';

/** What becomes of a piece of feedback; most are answered. */
const TURNS = ['answered', 'answered', 'answered', 'answered', 'forwarded', 'refused', 'sent-back', 'withdrawn', 'left'] as const;
/** Each of them once. */
export const FEEDBACK_TURNS = [...new Set(TURNS)];

type FeedbackCommandType = CaseCommandType & keyof FeedbackBodies;

/**
 * A piece of feedback: taken up or turned away, asked about, passed on, answered, published by a second person, rated and begun again.
 * @param chosen what becomes of it; drawn when absent
 */
export function playFeedback(desk: CaseDesk, pace: Pace, random: Random, chosen?: (typeof TURNS)[number]): void {
  let code = '';
  const give = <Type extends FeedbackCommandType>(actor: Actor, type: Type, body: CaseBodies[Type], text?: Readonly<Record<string, string>>): Promise<void> =>
    desk.give({ actor, action: feedbackActionOf(type), code, type, body, gather: (tx, state) => gatherFeedbackFacts(desk.world.engine, tx, state), ...(text === undefined ? {} : { text }) });
  const enteredLate = random.chance(0.3) ? Math.floor(random.between(1, 20)) * 3_600_000 : 0;
  const isKnown = random.chance(0.8);
  pace.now(async () => {
    const { engine, clock, now } = desk.world;
    const body = { agencyCode: PROVINCE, channel: 'hotline', subject: 'conduct', receivedAt: now - enteredLate, content: 'Cán bộ hướng dẫn chưa rõ ràng.', ...(isKnown ? { sender: SENDER } : {}) } as const;
    const opened = await receiveFeedback(engine, clock, { actor: CLERK, idempotencyKey: desk.key(), body });
    if (opened.kind !== 'opened') throw new Error(`Feedback was not received: ${opened.kind}`);
    code = opened.code;
  });
  const turn = chosen ?? random.pick(TURNS);
  switch (turn) {
    case 'refused':
      pace.then(() => give(OFFICER, 'RefuseFeedback', {}, { reason: 'Nội dung không thuộc phạm vi tiếp nhận' }));
      if (random.chance(0.5)) pace.then(() => give(HEAD, 'ReopenFeedback', { reason: 'refusal-contested' }));
      return;
    case 'sent-back':
      pace.then(() => give(OFFICER, 'SendBackFeedback', {}, { reason: 'Gửi nhầm cơ quan' }));
      return;
    case 'withdrawn':
      pace.then(() => give(CLERK, 'WithdrawFeedback', {}));
      return;
    case 'left':
      return;
    case 'forwarded':
      pace.then(() => give(OFFICER, 'ForwardFeedback', { agency: OTHER_AGENCY }));
      break;
    case 'answered':
      break;
  }
  if (random.chance(0.3)) {
    pace.then(() => give(OFFICER, 'AskMore', {}, { question: 'Sự việc xảy ra ngày nào?' })).then(() => give(CLERK, 'RecordSupplied', {}, { content: 'Sáng thứ Hai.' }));
  } else {
    pace.then(() => give(OFFICER, 'AcceptFeedback', { complex: random.chance(0.2) }));
  }
  playAnswer(desk, pace, random, { give, code: () => code });
}

interface Given {
  readonly give: <Type extends FeedbackCommandType>(actor: Actor, type: Type, body: CaseBodies[Type], text?: Readonly<Record<string, string>>) => Promise<void>;
  readonly code: () => string;
}

/** An answer and what becomes of it. Whoever wrote words asks for their approval in vain, and so does everybody while they name the sender. */
function playAnswer(desk: CaseDesk, pace: Pace, random: Random, { give, code }: Given): void {
  const approve = async (actor: Actor): Promise<void> => {
    const { engine } = desk.world;
    const { id, state } = await desk.stateOf(code());
    const examined = await examineWords(engine, engine.database.read, id, state);
    if (examined !== undefined) await give(actor, 'ApprovePublication', { version: examined.version, doubts: examined.findings.filter(({ isCertain }) => !isCertain).map(placeOf) });
  };
  const [words, byHead] = [random.pick([CLEAN, CLEAN, NAMING, DOUBTFUL]), random.chance(0.5)];
  pace.then(() => give(byHead ? HEAD : OFFICER, 'AnswerFeedback', {}, { answer: words }));
  if (random.chance(0.15)) return;
  pace.then(() => approve(HEAD));
  if (words === NAMING) pace.then(() => give(HEAD, 'ProposePublication', {}, { answer: CLEAN }), 1).then(() => approve(HEAD), 1);
  pace.then(() => approve(DEPUTY), 1);
  // The click comes first, its entry with the evidence hours later.
  const clickedBefore = Math.floor(random.between(0, 3)) * 3_600_000;
  pace.then(async () => give(OFFICER, 'PublishAnswer', { clickedAt: desk.world.now - clickedBefore, evidence: await desk.proof() }, { address: 'https://pakn.example/cong-khai' }), 3 + random.between(1, 40));
  const verdict = random.pick(['satisfied', 'satisfied', 'dissatisfied', 'none'] as const);
  if (verdict === 'none') return;
  pace.then(() => give(CLERK, 'RateAnswer', { verdict }));
  if (verdict === 'dissatisfied' && random.chance(0.7)) pace.then(() => give(OFFICER, 'AnswerFeedback', {}, { answer: CLEAN }));
}
