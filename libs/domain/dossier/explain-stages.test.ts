import { expect, test } from 'vitest';
import { DossierLife, local } from '../../../test/fixtures/dossier-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import { MS_PER_MINUTE } from '../time/instant.js';
import { explainStages } from './explain-stages.js';

const land = rulesOf('1.012784');
const splitting = (): DossierLife => DossierLife.takenIn(land, '2026-08-19T09:00', { agencyCode: 'H99.05.01' });

/** From, target, days counted with their minutes, and where the last of them ends. */
function told(life: DossierLife): unknown {
  return explainStages(life.state, land).map(({ stage, from, targetAt, leftMs, steps }) => {
    const hours = steps.flatMap((step) => (step.code === 'hours-counted' ? [step] : []));
    const minutes = hours.reduce((sum, step) => sum + step.minutes, 0);
    expect([minutes * MS_PER_MINUTE, hours.at(-1)?.to]).toEqual([leftMs, leftMs === 0 ? undefined : targetAt]);
    return [stage === life.state.stages.find(({ status }) => status === 'open')?.id, local(from), local(targetAt), minutes, [...new Set(hours.map(({ day }) => day.date))].length];
  });
}

test('a stage is due where the open time of its budget runs out, day by day, days off left out', () => {
  const life = splitting();
  expect(told(life)).toEqual([[true, '2026-08-19T09:00', '2026-08-19T15:00', 240, 1]]);
  life.give('2026-08-19T14:00', 'Forward', {});
  const [second] = explainStages(life.state, land);
  expect(told(life)).toEqual([[true, '2026-08-19T14:00', '2026-09-08T08:00', 5_520, 13]]);
  expect(second?.steps.filter(({ code }) => code === 'day-skipped')).toHaveLength(8);
});

test('after a pause it is counted from where it runs on, with what its budget had left', () => {
  const life = splitting();
  life.give('2026-08-19T10:00', 'PauseClock', { ground: 'cadastral-measurement' });
  expect(explainStages(life.state, land)).toEqual([]);
  life.give('2026-08-24T08:00', 'ResumeClock', {});
  expect(told(life)).toEqual([[true, '2026-08-24T08:00', '2026-08-24T11:00', 180, 1]]);
});
