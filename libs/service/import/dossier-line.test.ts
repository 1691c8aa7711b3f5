import { describe, expect, test } from 'vitest';
import { parseInstant } from '#domain';
import { contentOf, type DossierLine, parseDossierLine } from './dossier-line.js';

const NOW = parseInstant('2026-03-02T08:00:00+07:00');

const GOOD = {
  code: 'H99.31-260105-0001',
  procedureCode: '1.013225',
  agencyCode: 'H99.31',
  channel: 'counter',
  applicantName: 'Nguyễn Văn An',
  receivedAt: '2026-01-05T08:30:00+07:00',
  dueAt: '2026-01-14T08:30:00+07:00',
};

function problemsOf(change: Readonly<Record<string, string>>): readonly string[] {
  const parsed = parseDossierLine({ line: 7, fields: { ...GOOD, ...change } }, NOW);
  return parsed.kind === 'bad' ? parsed.problems.map(({ column, reason }) => `${column}: ${reason}`) : [];
}

function lineOf(change: Readonly<Record<string, string>>): DossierLine {
  const parsed = parseDossierLine({ line: 7, fields: { ...GOOD, ...change } }, NOW);
  if (parsed.kind === 'bad') {
    throw new Error(JSON.stringify(parsed.problems));
  }
  return parsed.value;
}

describe('a line of a dossier', () => {
  test.each([
    [{ code: '' }, 'code: missing'],
    [{ code: 'x'.repeat(81) }, 'code: too-long'],
    [{ applicantName: 'An\u0000' }, 'applicantName: control-character'],
    [{ applicantName: 'two\nlines' }, 'applicantName: control-character'],
    [{ applicantName: 'Nguy\uFFFDn An' }, 'applicantName: not-utf-8'],
    [{ holder: 'Nguyễn Văn An' }, 'holder: not-an-identifier'],
    [{ channel: '' }, 'channel: missing'],
    [{ channel: '4' }, 'channel: unknown-value'],
    [{ receivedAt: '' }, 'receivedAt: missing'],
    [{ receivedAt: '2026-01-05T08:30:00' }, 'receivedAt: not-an-instant'],
    [{ receivedAt: '2026-02-30T08:30:00+07:00' }, 'receivedAt: not-an-instant'],
    [{ receivedAt: '05/01/2026 08:30' }, 'receivedAt: not-an-instant'],
    [{ receivedAt: '2026-03-02T08:00:00.001+07:00' }, 'receivedAt: in-future'],
    [{ receivedAt: '0206-01-05T08:30:00+07:00' }, 'receivedAt: out-of-range'],
    [{ finishedAt: '2026-03-03T08:00:00+07:00' }, 'finishedAt: in-future'],
    [{ dueAt: '3026-01-14T08:30:00+07:00' }, 'dueAt: out-of-range'],
    [{ supplementCount: '1.5' }, 'supplementCount: not-a-count'],
    [{ supplementCount: '100' }, 'supplementCount: not-a-count'],
    [{ pauseGround: 'holiday' }, 'pauseGround: unknown-value'],
    [{ status: '11' }, 'status: unknown-value'],
    [{ status: '1' }, 'status: status-not-importable'],
    [{ status: 'cancelled' }, 'status: status-not-importable'],
    [{ status: 'finished' }, 'finishedAt: status-contradicts-dates'],
    [{ status: '4', finishedAt: '2026-01-09T09:00:00+07:00' }, 'finishedAt: status-contradicts-dates'],
    [{ status: '9', finishedAt: '2026-01-09T09:00:00+07:00', handedOverAt: '2026-01-09T10:00:00+07:00' }, 'handedOverAt: status-contradicts-dates'],
    [{ handedOverAt: '2026-01-09T10:00:00+07:00' }, 'finishedAt: status-contradicts-dates'],
    [{ status: '5' }, 'pausedAt: status-contradicts-dates'],
    [{ status: '2', pausedAt: '2026-01-07T08:00:00+07:00' }, 'pausedAt: status-contradicts-dates'],
    [{ status: '8', pausedAt: '2026-01-07T08:00:00+07:00' }, 'pauseGround: status-contradicts-dates'],
    [{ status: '5', pausedAt: '2026-01-07T08:00:00+07:00', pauseGround: 'public-posting' }, 'pauseGround: status-contradicts-dates'],
  ])('%j is bad: %s', (change, problem) => {
    expect(problemsOf(change)).toEqual([problem]);
  });

  test('is reported with everything that is wrong with it at once, and an unreadable date is not missing as well', () => {
    expect(problemsOf({ code: '', channel: 'fax', finishedAt: 'yesterday', status: '9' })).toEqual(['channel: unknown-value', 'finishedAt: not-an-instant', 'code: missing']);
  });

  test.each([
    ['5/1/2026', 'is not ISO 8601 with an offset, such as 2026-03-02T08:30:00+07:00'],
    ['2026-01-05', 'is not ISO 8601 with an offset, such as 2026-03-02T08:30:00+07:00'],
    ['2026-01-05T08:30:00', 'has no offset: write +07:00 after it if it is Vietnamese time'],
    ['2026-01-05 08:30', 'has no offset: write +07:00 after it if it is Vietnamese time'],
    ['2026-02-30T08:30:00+07:00', 'is no day or no time of day that exists'],
    ['2026-01-05T24:00:00+07:00', 'is no day or no time of day that exists'],
    ['2026-01-05T08:30:00+25:00', 'is no day or no time of day that exists'],
  ])('says of the instant %s that it %s', (receivedAt, words) => {
    const parsed = parseDossierLine({ line: 7, fields: { ...GOOD, receivedAt } }, NOW);
    expect(parsed).toMatchObject({ problems: [{ detail: `"${receivedAt}" ${words}` }] });
  });

  test.each(['2026-01-05T08:30:00+07:00', '2026-01-05T08:30+07:00', '2026-01-05T01:30:00Z', '2026-01-05 08:30:00+07', '2026-01-05T08:30:00+0700', '2026-01-05T08:30:00.0009999+07:00', '2026-01-05T08:30:00,000+07:00'])(
    'takes %s as the instant it is, milliseconds being the finest',
    (receivedAt) => {
      expect(lineOf({ receivedAt }).receivedAt).toBe(parseInstant('2026-01-05T08:30:00+07:00'));
    },
  );

  const FINISHED = { finishedAt: '2026-01-09T09:00:00+07:00' };
  const HANDED = { ...FINISHED, handedOverAt: '2026-01-09T10:00:00+07:00' };
  const PAUSED = { pausedAt: '2026-01-07T08:00:00+07:00' };
  test.each([
    [{}, 'received'],
    [{ holder: 'officer-3' }, 'in-progress'],
    [{ currentStage: 'process' }, 'in-progress'],
    [PAUSED, 'awaiting-supplement'],
    [{ ...PAUSED, pauseGround: 'financial-obligation' }, 'awaiting-payment'],
    [{ ...PAUSED, pauseGround: 'public-posting' }, 'paused'],
    [FINISHED, 'finished'],
    [HANDED, 'returned'],
    [{ status: '3' }, 'intake-refused'],
    [{ status: '4' }, 'in-progress'],
    [{ status: '7', ...FINISHED }, 'withdrawn'],
    [{ status: '8', ...FINISHED }, 'suspended'],
    [{ status: '8', ...PAUSED, pauseGround: 'expert-examination' }, 'paused'],
    [{ status: 'Finished', ...FINISHED }, 'finished'],
    [{ status: '10', ...HANDED }, 'returned'],
  ])('with %j stands at %s', (change, status) => {
    expect(lineOf(change).status).toBe(status);
  });

  test('takes channels by our words and by the national portal’s numbers', () => {
    expect(['1', '2', '3', 'online'].map((channel) => lineOf({ channel }).channel)).toEqual(['counter', 'online', 'post', 'online']);
  });

  test('has the same content however it is written: offset, space, Unicode form, order of columns, derived status', () => {
    const plain = lineOf({ finishedAt: '2026-01-09T09:00:00+07:00' });
    const other = lineOf({ status: '9', finishedAt: '2026-01-09T02:00:00Z', applicantName: ` ${GOOD.applicantName.normalize('NFD')} `, phone: '' });
    expect(contentOf(other)).toBe(contentOf(plain));
    expect(contentOf(lineOf({ finishedAt: '2026-01-09T09:00:01+07:00' }))).not.toBe(contentOf(plain));
    expect(contentOf(lineOf({ phone: '0900000001' }))).not.toBe(contentOf(lineOf({ email: '0900000001' })));
  });
});
