import { expect, test } from 'vitest';
import { eventOfRow, foldDossier, parseLocalDate } from '#domain';
import { listLetters, produceLetter, readLedgerOf, readLetter, verifyLedger } from '#service';
import { readFigure } from '#service/figures';
import { readPdf } from '../../libs/letters/test-support/read-pdf.js';
import { testCounter } from '../support/engine.js';

const counter = await testCounter('2026-08-19T09:00:00+07:00');
const { clock, engine } = counter;

test('papers refused at the desk open a closed dossier with form 03, and count as neither received nor finished', async () => {
  const { code, id } = await counter.takeIn({ refusal: { reasonCode: 'not-competent', reason: 'Hồ sơ thuộc thẩm quyền của cơ quan khác' } });
  expect(foldDossier((await readLedgerOf(engine, id)).map(eventOfRow)).status).toBe('intake-refused');
  const [letter] = await listLetters(engine, code);
  expect(letter).toMatchObject({ form: '03', status: 'owed' });
  await produceLetter(engine, letter?.key ?? '', clock.now());
  const { text } = await readPdf(new Uint8Array((await readLetter(engine, letter?.key ?? '')) ?? []));
  expect(text).toContain('Hồ sơ thuộc thẩm quyền của cơ quan khác');
  const day = parseLocalDate('2026-08-19');
  const { figures } = await readFigure(engine.database, { scope: { province: 'H99' }, period: { kind: 'range', first: day, last: day }, rates: ['late-rate'], at: clock.now() });
  expect(figures[0]?.counts).toMatchObject({ received: 0, finishedEarly: 0, intakeRefused: 1, open: 0 });
  expect((await verifyLedger(engine)).ok).toBe(true);
});
