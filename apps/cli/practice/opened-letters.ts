import { type Instant, instant, localDateOf, monthOf, MS_PER_HOUR, MS_PER_MINUTE, yearOf } from '#domain';
import { type Engine, listOpenable, openLetter, reserveCodes, sendLetterCode } from '#service';
import { openSheet } from '#service/figures';
import { NOWHERE } from './nowhere.js';

const OPENED = 4;
const BLOCK_OF_CODES = 20;
const DESK = 'H99.31';

/** What was opened behind a code lately: letters by their applicants, an officer's sheet by the head; and codes kept for the hours without power. */
export async function openedLetters(engine: Engine, at: Instant): Promise<void> {
  await openByApplicants(engine, at);
  await openSheets(engine, at);
  const agency = (await engine.rules.agencies(engine.database.read)).get(DESK);
  if (agency === undefined) throw new Error(`The catalogue has no agency ${DESK}`);
  await reserveCodes(engine, agency, BLOCK_OF_CODES, { by: `clerk@${DESK}`, key: 'practice-code-block' }, at);
}

async function openByApplicants(engine: Engine, at: Instant): Promise<void> {
  const known = await engine.database.read.rows<{ id: string; code: string }>(
    `SELECT DISTINCT d.id, d.code FROM dossier d JOIN letter l ON l.dossier_id = d.id WHERE l.status IN ('produced', 'sent') ORDER BY d.code DESC LIMIT $1`, [OPENED]);
  for (const [index, each] of known.entries()) {
    const then = instant(at - (index + 1) * MS_PER_HOUR);
    await sendLetterCode(engine, NOWHERE, each, then);
    const [first] = await listOpenable(engine, each);
    if (first !== undefined) await openLetter(engine, { ...each, provedBy: 'one-time-code' }, first.key, instant(then + MS_PER_MINUTE));
  }
}

/** A head looks at what an officer of the place did in the quarter; that it was looked at is on record. */
async function openSheets(engine: Engine, at: Instant): Promise<void> {
  const today = localDateOf(at);
  const period = `${String(yearOf(today))}-Q${String(Math.ceil(monthOf(today) / 3))}`;
  for (const part of ['sheet', 'dossiers'] as const) {
    await openSheet(engine, { actor: { subject: `head@${DESK}`, role: 'head', agency: DESK }, officer: `officer-2@${DESK}`, period, part, at });
  }
}
