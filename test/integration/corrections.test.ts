import { describe, expect, test } from 'vitest';
import { listLetters, produceLetter, readDossier, readLetter, takeIn, type TakeInBody, type TakeInResult, verifyLedger } from '#service';
import { readPdf } from '../../libs/letters/test-support/read-pdf.js';
import { HOUSE_PERMIT, person, testCounter } from '../support/engine.js';

const counter = await testCounter('2026-08-19T09:00:00+07:00');
const { clock, engine } = counter;
const clerk = person('clerk', 'H99.31');
const SAME: Partial<TakeInBody> = { sameApplicant: true };

/** A dossier of a fault its agency's signatory acknowledged: papers lost on the way. */
async function lost(documentNumber?: string): Promise<{ readonly code: string; readonly id: string }> {
  clock.set('2026-08-19T09:00:00+07:00');
  const dossier = await counter.takeIn({ applicant: { name: 'Nguyễn Thị Mất', idNumber: '079000000044', phone: '0900000044' }, requestContent: 'Xây nhà ở riêng lẻ' }, clerk);
  clock.set('2026-08-21T09:00:00+07:00');
  const record = await counter.give(person('signatory', 'H99.31'), dossier.code, 'AcknowledgeFault', { fault: 'lost-dossier', ...(documentNumber === undefined ? {} : { documentNumber }) }, { reason: 'Hồ sơ thất lạc khi chuyển từ Bộ phận Một cửa' });
  expect(record.status).toBe('applied');
  return dossier;
}

function correct(code: string, body: Partial<TakeInBody> = SAME, by = clerk, key = counter.key()): Promise<TakeInResult> {
  const { applicant, ...rest } = HOUSE_PERMIT;
  return takeIn(engine, clock, { actor: by, idempotencyKey: key, body: { ...rest, ...(body.sameApplicant === true || applicant === undefined ? {} : { applicant }), correctionOf: code, ...body } });
}

async function created(result: Promise<TakeInResult>): Promise<Extract<TakeInResult, { kind: 'created' }>> {
  const came = await result;
  if (came.kind !== 'created') {
    throw new Error(JSON.stringify(came));
  }
  return came;
}

const tasksOf = (id: string): Promise<readonly object[]> => engine.database.read.rows(`SELECT agency, done_at IS NOT NULL AS done FROM task WHERE dossier_id = $1 AND kind = 'correct-fault'`, [id]);

test('an acknowledged fault owes an apology of its own, in the words and under the number of who acknowledged it, and a task at the desk', async () => {
  const { code, id } = await lost('902/TXL-UBND');
  const letter = (await listLetters(engine, code)).find(({ kind }) => kind === 'fault-apology');
  expect(letter?.key.startsWith(`${id}:fault-apology:`)).toBe(true);
  await produceLetter(engine, letter?.key ?? '', clock.now());
  const text = (await readPdf(new Uint8Array((await readLetter(engine, letter?.key ?? '')) ?? new Uint8Array()))).text.replace(/\s+/gu, ' ');
  for (const part of ['Số: 902/TXL-UBND', 'THƯ XIN LỖI VỀ VIỆC LÀM THẤT LẠC HỒ SƠ', 'Nguyễn Thị Mất', 'Hồ sơ thất lạc khi chuyển từ Bộ phận Một cửa', 'cơ quan chịu mọi chi phí', 'CHỦ TỊCH']) {
    expect(text).toContain(part);
  }
  expect(await tasksOf(id)).toEqual([{ agency: 'H99.31', done: false }]);
});

test('nobody acknowledges a fault who may not sign for the agency; the apology takes the next number of its series', async () => {
  clock.set('2026-08-19T09:00:00+07:00');
  const { code } = await counter.takeIn({}, clerk);
  const refused = await counter.give(person('head', 'H99.31'), code, 'AcknowledgeFault', { fault: 'lost-dossier' }, { reason: 'Thất lạc' });
  expect(refused.outcome).toMatchObject({ kind: 'refused', refusal: { code: 'no-signing-authority' } });
  const old = await lost();
  const key = (await listLetters(engine, old.code)).find(({ kind }) => kind === 'fault-apology')?.key ?? '';
  await produceLetter(engine, key, clock.now());
  expect((await readPdf(new Uint8Array((await readLetter(engine, key)) ?? new Uint8Array()))).text).toMatch(/Số: \d+\/TXL-UBND/u);
});

test('a new dossier corrects it: same persons, nothing to pay, each names the other, the task is done, and the ledger verifies', async () => {
  const old = await lost();
  const { code, rows } = await created(correct(old.code));
  expect(rows.map(({ type }) => type)).toEqual(['DossierReceived', 'FeesAssessed']);
  const page = await readDossier(engine, code, { withPersonal: true });
  expect(page?.personal).toMatchObject({ applicant: { name: 'Nguyễn Thị Mất', idNumber: '079000000044' }, requestContent: 'Xây nhà ở riêng lẻ' });
  expect(page?.state).toMatchObject({ correctionOf: old.code, feesDue: [{ fee: 1, amount: 0 }] });
  await counter.wake(old.id);
  expect((await readDossier(engine, old.code, { withPersonal: false }))?.state.fault).toMatchObject({ fault: 'lost-dossier', correctedBy: code });
  expect(await tasksOf(old.id)).toEqual([{ agency: 'H99.31', done: true }]);
  expect(await verifyLedger(engine)).toMatchObject({ ok: true });
});

test('the lost dossier stays late and keeps the apology of its own lateness', async () => {
  const old = await lost();
  clock.set('2026-08-28T09:00:00+07:00');
  await created(correct(old.code));
  await counter.wake(old.id);
  const state = (await readDossier(engine, old.code, { withPersonal: false }))?.state;
  expect([state?.becameLateAt, state?.status]).toEqual([state?.dueAt, 'received']);
  expect((await listLetters(engine, old.code)).map(({ kind }) => kind).sort()).toEqual(['apology', 'fault-apology']);
});

describe('no correction is taken in', () => {
  const refusal = async (result: Promise<TakeInResult>): Promise<unknown> => {
    const came = await result;
    return came.kind === 'refused' ? came.refusal.code : came.kind;
  };

  test('of a dossier without an acknowledged fault, of one that does not exist, or for another procedure', async () => {
    clock.set('2026-08-19T09:00:00+07:00');
    const { code } = await counter.takeIn({}, clerk);
    const old = await lost();
    expect(await refusal(correct(code))).toBe('fault-not-acknowledged');
    expect(await refusal(correct('000.00.31.H99-260819-9999'))).toBe('unknown-dossier');
    expect(await refusal(correct(old.code, { ...SAME, procedureCode: '1.001612', caseCode: '1.001612.01' }))).toBe('correction-of-other-procedure');
  });

  test('twice, also by two desks at the same moment; the same request again is the same dossier, and a cancelled one corrected nothing', async () => {
    const old = await lost();
    const key = counter.key();
    const both = await Promise.all([correct(old.code, SAME, clerk, key), correct(old.code, SAME, person('clerk', 'H99.31', 'clerk-2'))]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['created', 'refused']);
    expect(await refusal(correct(old.code))).toBe('already-corrected');
    const winner = both.find((each) => each.kind === 'created');
    if (winner?.kind !== 'created') {
      throw new Error('One of them corrects it');
    }
    if (both[0].kind === 'created') {
      expect(await correct(old.code, SAME, clerk, key)).toMatchObject({ kind: 'repeated', code: winner.code });
    }
    await counter.give(person('head', 'H99.31'), winner.code, 'Cancel', { reasonCode: 'duplicate' }, { reason: 'Lập nhầm' });
    expect(await refusal(correct(old.code))).toBe('created');
  });

  test('after the dossier was opened again for it', async () => {
    clock.set('2026-08-19T09:00:00+07:00');
    const { code } = await counter.takeIn({}, clerk);
    clock.set('2026-08-20T09:00:00+07:00');
    await counter.give(clerk, code, 'RecordResult', {});
    await counter.give(person('signatory', 'H99.31'), code, 'AcknowledgeFault', { fault: 'wrong-result' }, { reason: 'Sai diện tích' });
    await counter.give(person('head', 'H99.31'), code, 'Reopen', { reasonCode: 'wrong-result' }, { reason: 'Sửa kết quả' });
    expect(await refusal(correct(code))).toBe('already-corrected');
  });

  test('with the persons of a dossier they may not read, or whose data was erased; typed anew it may', async () => {
    const old = await lost();
    expect(await refusal(correct(old.code, { ...SAME, receivingAgencyCode: 'H99.02' }, person('clerk', 'H99.02')))).toBe('not-authorised');
    await counter.give(person('head', 'H99.31'), old.code, 'Suspend', { decisionNumber: '5/QĐ' }, { reason: 'Lập lại hồ sơ' });
    await counter.give(person('admin'), old.code, 'ErasePersonalData', { decisionNumber: '6/QĐ', secondPerson: 'admin-2' });
    expect(await refusal(correct(old.code))).toBe('already-erased');
    expect(await refusal(correct(old.code, {}))).toBe('created');
  });
});
