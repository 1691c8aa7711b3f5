import { type Actor, type Instant, instant, MS_PER_HOUR, MS_PER_MINUTE, type Role } from '#domain';
import { applyTransition, beginBulk, type DossierItem, type Engine, followDossier, listQueue, propose, type ProposedCommand, type Queue, queueMoment, runBulk, writeNote } from '#service';

const PLACE = 'H99.31';
const PROVINCE = 'H99';
/** Who takes over what is moved in the action on many. */
const TAKES_OVER = 'officer-2@H99.31';
const MOVED = 4;
const MOVED_BEFORE_MS = 3 * MS_PER_MINUTE;
const NOTES = ['Đã gọi điện cho người nộp, hẹn mang bản chính lên đối chiếu.', 'Đã xin ý kiến cán bộ địa chính; chờ trả lời bằng văn bản.', 'Sai số nhà trên tờ khai, đã đính chính cùng người nộp.'] as const;
const FOLLOWED = [['officer', PLACE], ['clerk', PLACE], ['head', PLACE], ['officer', PROVINCE], ['head', PROVINCE], ['clerk', PROVINCE]] as const;
const PROPOSED: readonly ProposedCommand[] = [
  { type: 'RequestSupplement', body: { items: [], reasonCode: 'incomplete' }, text: { reason: 'Thiếu bản sao giấy tờ chứng minh nơi cư trú' } },
  { type: 'AcknowledgeFault', body: { fault: 'wrong-result' }, text: { reason: 'Kết quả ghi sai ngày sinh của người nộp' } },
  { type: 'RefuseAfterAppraisal', body: { reasonCode: 'conditions-not-met', documentNumber: '12/TB-UBND' }, text: { reason: 'Không đủ điều kiện theo quy định' } },
  { type: 'RequestSupplement', body: { items: [], reasonCode: 'incomplete' }, text: { reason: 'Ảnh chụp bản vẽ không đọc được' } },
];

/**
 * What people keep beside the ledger as of an instant: notes, dossiers they follow, decisions that wait for a signature, and one action on many
 * dossiers some minutes old, that may still be taken back.
 */
export async function workAtDesks(engine: Engine, at: Instant): Promise<void> {
  const work = await openAt(engine, 'open', PLACE, at);
  const everywhere = await openAt(engine, 'due-soon', PROVINCE, at);
  await note(engine, work, at);
  await follow(engine, [...everywhere, ...work], at);
  await proposeSome(engine, work.filter(({ status }) => status === 'in-progress'), at);
  await moveMany(engine, work.filter(({ status, officers }) => status === 'in-progress' && officers.length > 0 && !officers.includes(TAKES_OVER)).slice(0, MOVED), instant(at - MOVED_BEFORE_MS));
}

function person(role: Role, agency: string, number = 1): Actor {
  return { subject: number === 1 ? `${role}@${agency}` : `${role}-${String(number)}@${agency}`, role, agency };
}

async function openAt(engine: Engine, queue: Queue, agency: string, at: Instant): Promise<readonly DossierItem[]> {
  const moment = await queueMoment(engine.rules, engine.database.read, agency, at);
  return listQueue(engine, { queue, scope: agency === PROVINCE ? { province: agency } : { agencies: [agency] }, limit: 60, ...moment });
}

async function note(engine: Engine, work: readonly DossierItem[], at: Instant): Promise<void> {
  for (const [index, { id }] of work.slice(0, 12).entries()) {
    const text = NOTES[index % NOTES.length] ?? NOTES[0];
    await writeNote(engine, id, { actor: person(index % 2 === 0 ? 'officer' : 'clerk', PLACE), key: `practice-note-${String(index)}`, text }, instant(at - (index + 1) * MS_PER_HOUR));
  }
}

async function follow(engine: Engine, work: readonly DossierItem[], at: Instant): Promise<void> {
  await engine.database.transaction(async (tx) => {
    for (const [index, [role, agency]] of FOLLOWED.entries()) {
      for (const { id } of work.slice(index, index + 3)) await followDossier(tx, id, person(role, agency), { occasion: index % 2 === 0 ? 'any' : 'result', once: index % 2 === 1 }, at);
    }
  });
}

async function proposeSome(engine: Engine, work: readonly DossierItem[], at: Instant): Promise<void> {
  for (const [index, { id }] of work.slice(0, 2 * PROPOSED.length).entries()) {
    const command = PROPOSED[index % PROPOSED.length];
    if (command !== undefined) await propose(engine, id, { actor: person('officer', PLACE), key: `practice-proposal-${String(index)}`, command }, instant(at - (index + 1) * 40 * MS_PER_MINUTE));
  }
}

/** What an officer had goes to another: each by a command of its own, decided like every other. */
async function moveMany(engine: Engine, work: readonly DossierItem[], at: Instant): Promise<void> {
  if (work.length === 0) return;
  const begun = await beginBulk(engine, person('head', PLACE), 'practice-bulk', { action: 'Assign', officer: TAKES_OVER, dossiers: work.map(({ code }) => ({ code })) }, at);
  if (begun.kind !== 'begun') throw new Error(`The action on many dossiers was not begun: ${begun.kind}`);
  await runBulk(engine, { now: () => at }, begun.bulk, async (commands) => {
    for (const { id, dossierId } of commands) {
      if (dossierId !== undefined) await applyTransition(engine, dossierId, [id], at);
    }
  });
}
