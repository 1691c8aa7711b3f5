import { describe, expect, test } from 'vitest';
import { explainDates, explainDeadline, parseInstant, type TermRule } from '#domain';
import { calendarOf, demoProvince, national, officeCalendar } from '../../../test/fixtures/calendar/calendars.js';
import { DossierLife } from '../../../test/fixtures/dossier-life.js';
import { bookOf, rulesOf } from '../../../test/fixtures/rules.js';
import { DOSSIER_WORDS } from '../dossier-words.js';

const FIVE_WORKING_DAYS: TermRule = { limit: { unit: 'working-days', amount: 5 }, start: 'on-receipt', end: 'same-clock' };
/** Letters no English word has. */
const VIETNAMESE = /[ăâđêôơưĂÂĐÊÔƠƯ]|[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/u;

function countFrom(receivedAt: string, rule = FIVE_WORKING_DAYS, calendar = officeCalendar): readonly string[] {
  const { steps } = explainDeadline({ receivedAt: parseInstant(receivedAt), rule, intake: calendar, processing: calendar });
  return DOSSIER_WORDS.en.derivationLines({ seq: 1, because: 'DossierReceived', at: parseInstant(receivedAt), snapshot: 's', clock: 'due', steps }).slice(1);
}

test('received 19/8/2026 09:00, five working days: every day is named in English, the make-up Saturday with its notice', () => {
  expect(countFrom('2026-08-19T09:00:00+07:00')).toEqual([
    'The dossier was received at 09:00 on 19 August 2026.',
    'The term begins at 09:00 on 19 August 2026 (Article 17, clause 3 of “Nghị định 118/2025/NĐ-CP”, amended by “Nghị định 309/2026/NĐ-CP”).',
    'Time for the procedure: 5 working days.',
    'The first day is not counted: Wednesday 19 August 2026 (Article 147, clause 3 of “Bộ luật Dân sự 2015”).',
    'Working day 1: Thursday 20 August 2026.',
    'Working day 2: Friday 21 August 2026.',
    expect.stringMatching(/^Working day 3: Saturday 22 August 2026, day worked in lieu “.+” \(“.+”\)\.$/u),
    'Not counted: Sunday 23 August 2026, weekly rest.',
    'Working day 4: Monday 24 August 2026.',
    'Working day 5: Tuesday 25 August 2026.',
    'It ends at 09:00 on 25 August 2026: the clock time at which the count began (the agency counts to the same clock time).',
  ]);
});

test.each([
  ['2026-08-19T15:01:00+07:00', /because it was received after 15:00 \(/u],
  ['2026-08-23T09:00:00+07:00', /because it was received on a day off; Sunday 23 August 2026: weekly rest \(/u],
])('a start moved from %s says why', (receivedAt, reason) => {
  expect(countFrom(receivedAt, { ...FIVE_WORKING_DAYS, start: 'birth-group-15h' })[1]).toMatch(reason);
});

test('a closure is told with its reason and its decision', () => {
  const storm = { date: '2026-08-20', kind: 'closure', name: 'Bão số 5', source: 'Công điện của UBND tỉnh', reason: 'storm', decision: '12/CĐ-UBND' } as const;
  const calendar = calendarOf(national, demoProvince, { id: 'agency', name: 'agency', days: [storm] });
  expect(countFrom('2026-08-19T09:00:00+07:00', FIVE_WORKING_DAYS, calendar)).toContain(
    'Not counted: Thursday 20 August 2026, office closed because of a storm “Bão số 5” (“Công điện của UBND tỉnh”; document “12/CĐ-UBND”).',
  );
});

test('midnight is 24:00 of the day it ends', () => {
  const lines = countFrom('2026-08-19T09:00:00+07:00', { limit: { unit: 'calendar-days', amount: 1 }, start: 'on-receipt', end: 'midnight' });
  expect(lines.at(-1)).toMatch(/^It ends at 24:00 on 20 August 2026: the end of the last day \(/u);
});

describe('a dossier that was paused and moved', () => {
  const life = DossierLife.takenIn(rulesOf('1.005144', { supplement: { ...rulesOf('1.005144').procedure.supplement, clock: 'shift' } }), '2026-08-19T09:00');
  life.give('2026-08-20T10:10', 'RequestSupplement', { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '8' } }], reasonCode: 'incomplete' });
  life.give('2026-08-21T10:25', 'ReceiveSupplement', {});
  const closed = calendarOf(national, demoProvince, { id: 'storm', name: 'Bão', days: [{ date: '2026-09-04', kind: 'closure', name: 'Nghỉ tránh bão số 5', source: 'Quyết định 45/QĐ-UBND' }] });
  life.publish('2026-08-24T08:00', bookOf(closed, 'storm'));
  const { derivations } = explainDates(life.events, life.rulesOf);
  const lines = derivations.flatMap((derivation) => DOSSIER_WORDS.en.derivationLines(derivation));

  test('has as many sentences in English as in Vietnamese, and each ends', () => {
    expect(lines).toHaveLength(derivations.flatMap((derivation) => DOSSIER_WORDS.vi.derivationLines(derivation)).length);
    expect(lines.filter((line) => !line.endsWith('.') || line.includes('undefined'))).toEqual([]);
  });

  test('says why the clock stood still, what was left and what the storm moved', () => {
    expect(lines.join('\n')).toMatch(/The clock stops from 10:10 on 20 August 2026: more papers are awaited/u);
    expect(lines.join('\n')).toMatch(/Left: 70 hours 50 minutes of working time/u);
    expect(lines.join('\n')).toMatch(/Friday 4 September 2026: office closed “Nghỉ tránh bão số 5” \(“Quyết định 45\/QĐ-UBND”\); before: working day \(/u);
  });

  test('has nothing Vietnamese in its sentences but names, which stand between marks', () => {
    expect(lines.map((line) => line.replaceAll(/“[^”]*”/gu, '')).filter((line) => VIETNAMESE.test(line))).toEqual([]);
  });
});
