import { describe, expect, test } from 'vitest';
import { at } from '../../../test/fixtures/calendar/calendars.js';
import { DossierLife, person } from '../../../test/fixtures/dossier-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import { commandsFor } from './commands-for.js';
import { authorityOf, type SigningAuthority } from './signing-authority.js';

const DIRECTOR = person('signatory', 'H99.31', 'director');
const HEAD: SigningAuthority = { id: 'head', agency: 'H99.31', subject: 'director', capacity: 'head', validFrom: at('2026-01-01T00:00') };
const DEPUTY: SigningAuthority = { id: 'deputy', agency: 'H99.31', subject: 'director', capacity: 'KT.', validFrom: at('2026-08-01T00:00'), validUntil: at('2026-09-01T00:00') };

function lateUnder(...signatories: readonly SigningAuthority[]): DossierLife {
  return DossierLife.takenIn({ ...rulesOf('1.013225'), signatories }, '2026-08-19T09:00').wake('2026-08-28T08:00');
}

describe('an authority', () => {
  test.each<[string, SigningAuthority, string | undefined, string]>([
    // asked              of                                                     found    why
    ['2026-07-31T23:59', DEPUTY, undefined, 'not begun'],
    ['2026-08-01T00:00', DEPUTY, 'deputy', 'from its first instant'],
    ['2026-08-31T23:59', DEPUTY, 'deputy', 'to the last minute'],
    ['2026-09-01T00:00', DEPUTY, undefined, 'over at its end'],
    ['2026-08-20T09:00', { ...DEPUTY, endedAt: at('2026-08-20T09:00') }, undefined, 'ended at that moment'],
    ['2026-08-20T08:59', { ...DEPUTY, endedAt: at('2026-08-20T09:00') }, 'deputy', 'before it was ended'],
    ['2036-08-20T09:00', HEAD, 'head', 'a head signs without an end'],
  ])('asked about at %s it is there or not', (asked, authority, found, _why) => {
    expect(authorityOf([authority], 'director', 'H99.31', at(asked))?.id).toBe(found);
  });

  test('is of one person and one agency; somebody who is head and deputy signs as head', () => {
    expect(authorityOf([DEPUTY, HEAD], 'director', 'H99.31', at('2026-08-20T09:00'))?.id).toBe('head');
    expect(authorityOf([HEAD], 'director', 'H99.32', at('2026-08-20T09:00'))).toBeUndefined();
    expect(authorityOf([HEAD], 'clerk', 'H99.31', at('2026-08-20T09:00'))).toBeUndefined();
  });
});

describe('signing an apology', () => {
  test('is refused without an authority of the agency that decides, and is not offered', () => {
    const life = lateUnder({ ...HEAD, agency: 'H99.32' });
    expect(life.try('2026-08-28T09:00', 'SignApology', { reasonCode: 'complex' }, DIRECTOR)).toMatchObject({ code: 'no-signing-authority', data: { agency: 'H99.31' } });
    expect(commandsFor(DIRECTOR, life.state, { ...life.rules, at: at('2026-08-28T09:00') })).not.toContain('SignApology');
  });

  test.each([
    // command's instant   accepted
    ['2026-08-31T16:59', true],
    ['2026-09-01T08:00', false],
  ])('rests on the authority at the instant the command was accepted: %s', (moment, accepted) => {
    const answer = lateUnder(DEPUTY).try(moment, 'SignApology', { reasonCode: 'complex' }, DIRECTOR);
    expect('code' in answer ? answer.code : answer[0]?.payload).toEqual(accepted ? expect.objectContaining({ signedAs: { authority: 'deputy', capacity: 'KT.' } }) : 'no-signing-authority');
  });

  test('of an interlinked dossier takes the authority of the lead agency, not of the agency at work', () => {
    const life = DossierLife.takenIn({ ...rulesOf('1.001029'), signatories: [{ ...HEAD, agency: 'H99.07' }] }, '2026-09-07T09:00', { channel: 'online', agencyCode: 'H99.07', receivingAgencyCode: 'H99.02', placeCode: 'H99.31' });
    life.give('2026-09-07T09:30', 'Accept', {});
    life.wake('2026-12-01T08:00');
    expect(life.state.stages[0]?.agency).toBe('H99.31');
    expect(life.give('2026-12-01T09:00', 'SignApology', { reasonCode: 'complex' }, person('signatory', 'H99.07', 'director'))[0]).toMatchObject({ type: 'ApologySigned', payload: { signedAs: { authority: 'head' } } });
  });
});

describe('a refusal after appraisal', () => {
  const REFUSAL = { reasonCode: 'not-eligible', documentNumber: '1/TB' };

  test('says under which authority it was signed, and needs none', () => {
    const fresh = (...signatories: readonly SigningAuthority[]): DossierLife => DossierLife.takenIn({ ...rulesOf('1.013225'), signatories }, '2026-08-19T09:00');
    expect(fresh(HEAD).give('2026-08-20T09:00', 'RefuseAfterAppraisal', REFUSAL, DIRECTOR)[0]).toMatchObject({ payload: { signedAs: { authority: 'head', capacity: 'head' } } });
    expect(fresh().give('2026-08-20T09:00', 'RefuseAfterAppraisal', REFUSAL, DIRECTOR)[0]?.payload).not.toHaveProperty('signedAs');
  });
});

describe('what became of a letter', () => {
  const SYSTEM = person('system', '-');
  const ISSUED = { letter: 'x:apology:1', form: '04', sha256: 'a'.repeat(64) };
  const SENT = { letter: 'x:apology:1', channel: 'paper', receipt: 'b'.repeat(64) } as const;

  test('is recorded once for each letter, by the engine alone, and moves nothing else', () => {
    const life = lateUnder(HEAD);
    const before = life.state;
    expect(life.try('2026-08-28T09:00', 'RecordLetterIssued', ISSUED, DIRECTOR)).toMatchObject({ code: 'not-authorised' });
    life.give('2026-08-28T09:00', 'RecordLetterIssued', ISSUED, SYSTEM);
    life.give('2026-08-28T09:01', 'RecordLetterSent', SENT, SYSTEM);
    expect(life.state).toEqual({ ...before, lastSeq: before.lastSeq + 2, letters: { issued: ['x:apology:1'], sent: ['x:apology:1'] } });
    expect(life.try('2026-08-28T09:02', 'RecordLetterIssued', ISSUED, SYSTEM)).toMatchObject({ code: 'letter-already-recorded' });
    expect(life.try('2026-08-28T09:02', 'RecordLetterSent', SENT, SYSTEM)).toMatchObject({ code: 'letter-already-recorded' });
  });
});
