import { describe, expect, test } from 'vitest';
import { type MorningReason, reasonOf, type Waiting } from './morning-line.js';

const WORKING: Waiting = { status: 'in-progress', awaitsAgency: false, stages: ['appraise'], officers: ['officer-31'] };

describe('why a dossier stands where it does', () => {
  test.each<readonly [Partial<Waiting>, MorningReason, string]>([
    [{}, { kind: 'stage', stage: 'appraise' }, 'somebody works on a stage'],
    [{ officers: [] }, { kind: 'unassigned' }, 'nobody does'],
    [{ stages: [] }, { kind: 'unassigned' }, 'no stage is open'],
    [{ awaitsAgency: true, officers: [] }, { kind: 'other-agency' }, 'another agency\'s answer outranks that nobody is assigned'],
    [{ status: 'awaiting-supplement', pauseGround: 'supplement' }, { kind: 'supplement' }, 'the applicant\'s papers'],
    [{ status: 'awaiting-payment', pauseGround: 'financial-obligation' }, { kind: 'payment' }, 'the applicant\'s payment'],
    [{ status: 'paused', pauseGround: 'public-posting' }, { kind: 'pause', ground: 'public-posting' }, 'another ground of the law'],
    [{ status: 'paused', pauseGround: 'public-posting', delayReason: 'overload', awaitsAgency: true }, { kind: 'delay-reason', code: 'overload' }, 'the reason the agency gave outranks all'],
  ])('%j is %j: %s', (change, reason) => {
    expect(reasonOf({ ...WORKING, ...change })).toEqual(reason);
  });
});
