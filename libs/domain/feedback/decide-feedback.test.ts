import { describe, expect, test } from 'vitest';
import { FeedbackLife, moment } from '../../../test/fixtures/feedback-life.js';
import type { FeedbackBodies, FeedbackCommandType } from './feedback-commands.js';
import { FEEDBACK_COMMANDS } from './feedback-commands.js';
import type { FeedbackPhase } from './feedback-state.js';

const DAY = '2026-08-18';
const NEXT = '2026-08-19T09:00';
const clean = { personalFindings: [], dossierHolders: ['H99.05'] };

/** A life in each phase, on the morning of 18/8/2026. */
const LIVES: Readonly<Record<Exclude<FeedbackPhase, 'told'>, () => FeedbackLife>> = {
  received: () => FeedbackLife.received(`${DAY}T08:00`),
  asked: () => given(LIVES.received(), 'AskMore', {}),
  accepted: () => given(LIVES.received(), 'AcceptFeedback', {}),
  answered: () => given(LIVES.accepted(), 'AnswerFeedback', {}),
  approved: () => given(LIVES.answered(), 'ApprovePublication', { version: 1, doubts: [] }, 'head-1'),
  published: () => given(LIVES.approved(), 'PublishAnswer', { clickedAt: moment(`${DAY}T09:00`) }),
  refused: () => given(LIVES.received(), 'RefuseFeedback', {}),
  'sent-back': () => given(LIVES.asked(), 'SendBackFeedback', {}),
  withdrawn: () => given(LIVES.received(), 'WithdrawFeedback', {}),
};

const URGINGS = {
  received: () => FeedbackLife.urged(`${DAY}T08:00`),
  answered: () => given(URGINGS.received(), 'AnswerFeedback', {}),
  told: () => given(URGINGS.answered(), 'TellApplicant', { by: 'phone' }),
  withdrawn: () => given(URGINGS.received(), 'WithdrawFeedback', {}),
};

const BODIES: { readonly [Type in FeedbackCommandType]: FeedbackBodies[Type] } = {
  AcceptFeedback: {},
  RefuseFeedback: {},
  SendBackFeedback: {},
  AskMore: {},
  RecordSupplied: {},
  ForwardFeedback: { agency: 'H99.05' },
  AnswerFeedback: {},
  ProposePublication: {},
  ApprovePublication: { version: 1, doubts: [] },
  PublishAnswer: { clickedAt: moment(NEXT) },
  RateAnswer: { verdict: 'satisfied' },
  ReopenFeedback: { reason: 'new-facts' },
  WithdrawFeedback: {},
  TellApplicant: { by: 'phone' },
  ProposeErasure: { decisionNumber: '12/QĐ-UBND' },
  WithdrawErasure: {},
  RejectErasure: { decisionNumber: '12/QĐ-UBND' },
  EraseCaseRecords: { decisionNumber: '12/QĐ-UBND' },
};

function given<Type extends FeedbackCommandType>(life: FeedbackLife, type: Type, body: FeedbackBodies[Type], by?: string): FeedbackLife {
  expect(life.give(`${DAY}T09:00`, type, body, { facts: clean, ...(by === undefined ? {} : { by }) })).toMatchObject({ kind: 'accepted' });
  return life;
}

/** The commands a life takes next morning. */
function takes(live: () => FeedbackLife): readonly FeedbackCommandType[] {
  return FEEDBACK_COMMANDS.filter((type) => live().give(NEXT, type, BODIES[type], { by: 'head-1', facts: clean }).kind === 'accepted');
}

describe('every command in every phase', () => {
  test.each<[keyof typeof LIVES, readonly FeedbackCommandType[]]>([
    ['received', ['AcceptFeedback', 'RefuseFeedback', 'SendBackFeedback', 'AskMore', 'ForwardFeedback', 'AnswerFeedback', 'WithdrawFeedback']],
    ['asked', ['SendBackFeedback', 'RecordSupplied', 'WithdrawFeedback']],
    ['accepted', ['AskMore', 'ForwardFeedback', 'AnswerFeedback', 'WithdrawFeedback']],
    ['answered', ['ProposePublication', 'ApprovePublication', 'RateAnswer', 'ReopenFeedback']],
    ['approved', ['ProposePublication', 'PublishAnswer', 'RateAnswer', 'ReopenFeedback']],
    ['published', ['RateAnswer', 'ReopenFeedback', 'ProposeErasure']],
    ['refused', ['ReopenFeedback', 'ProposeErasure']],
    ['sent-back', ['ReopenFeedback', 'ProposeErasure']],
    ['withdrawn', ['ProposeErasure']],
  ])('feedback that is %s takes %j and refuses the rest, naming what it takes', (phase, allowed) => {
    expect(takes(LIVES[phase])).toEqual(allowed);
    expect(LIVES[phase]().give(NEXT, 'TellApplicant', { by: 'phone' })).toMatchObject({ refusal: { code: 'feedback-not-so', data: { phase, allowed: allowed.join(', ') } } });
  });

  test.each<[keyof typeof URGINGS, readonly FeedbackCommandType[]]>([
    ['received', ['ForwardFeedback', 'AnswerFeedback', 'WithdrawFeedback']],
    ['answered', ['TellApplicant']],
    ['told', ['ProposeErasure']],
    ['withdrawn', ['ProposeErasure']],
  ])('an urging that is %s takes %j', (phase, allowed) => {
    expect(takes(URGINGS[phase])).toEqual(allowed);
  });

  test.each<[keyof typeof LIVES, string | undefined]>([
    ['received', undefined],
    ['asked', undefined],
    ['accepted', undefined],
    ['answered', undefined],
    ['approved', undefined],
    ['published', 'published'],
    ['refused', 'refused'],
    ['sent-back', 'sent-back'],
    ['withdrawn', 'withdrawn'],
  ])('feedback that is %s is closed as %s', (phase, outcome) => {
    const { state } = LIVES[phase]();
    expect(state.own).toMatchObject({ phase });
    expect(state.outcome).toBe(outcome);
    expect(outcome === undefined || state.clocks.every(({ stopped }) => stopped !== undefined)).toBe(true);
  });
});

test.each([
  ['feedback', LIVES.withdrawn],
  ['an urging', URGINGS.told],
])('records of %s go by the word of two: whoever proposed it does not do it', (_kind, live) => {
  const life = live();
  expect(life.give(NEXT, 'EraseCaseRecords', { decisionNumber: '12/QĐ-UBND' }, { by: 'admin-1' })).toMatchObject({ refusal: { code: 'feedback-not-so' } });
  expect(life.give(NEXT, 'ProposeErasure', { decisionNumber: '12/QĐ-UBND' }, { by: 'head-1' })).toMatchObject({ kind: 'accepted' });
  expect(life.give(NEXT, 'EraseCaseRecords', { decisionNumber: '12/QĐ-UBND' }, { by: 'head-1' })).toMatchObject({ refusal: { code: 'second-person-needed' } });
  expect(life.give(NEXT, 'EraseCaseRecords', { decisionNumber: '99/QĐ-UBND' }, { by: 'admin-1' })).toMatchObject({ refusal: { code: 'second-person-needed' } });
  expect(life.give(NEXT, 'EraseCaseRecords', { decisionNumber: '12/QĐ-UBND' }, { by: 'admin-1' })).toMatchObject({ events: [{ payload: { decisionNumber: '12/QĐ-UBND', secondPerson: 'head-1' } }] });
});

test.each([
  ['feedback', LIVES.withdrawn],
  ['an urging', URGINGS.told],
])('what was proposed for the records of %s is withdrawn by who proposed it, turned down by somebody else, and done no more', (_kind, live) => {
  const life = live();
  const proposed = (): unknown => life.give(NEXT, 'ProposeErasure', { decisionNumber: '12/QĐ-UBND' }, { by: 'head-1' });
  expect(life.give(NEXT, 'WithdrawErasure', {}, { by: 'head-1' })).toMatchObject({ refusal: { code: 'feedback-not-so' } });
  proposed();
  expect(life.state.own).toMatchObject({ erasure: { by: 'head-1', at: moment(NEXT), decisionNumber: '12/QĐ-UBND' } });
  expect(life.give(NEXT, 'WithdrawErasure', {}, { by: 'head-2' })).toMatchObject({ refusal: { code: 'proposed-by-another' } });
  expect(life.give(NEXT, 'ProposeErasure', { decisionNumber: '13/QĐ-UBND' }, { by: 'head-2' })).toMatchObject({ refusal: { code: 'feedback-not-so' } });
  expect(life.give(NEXT, 'RejectErasure', { decisionNumber: '12/QĐ-UBND' }, { by: 'head-1' })).toMatchObject({ refusal: { code: 'second-person-needed' } });
  expect(life.give(NEXT, 'RejectErasure', { decisionNumber: '99/QĐ-UBND' }, { by: 'admin-1' })).toMatchObject({ refusal: { code: 'second-person-needed' } });
  expect(life.give(NEXT, 'RejectErasure', { decisionNumber: '12/QĐ-UBND' }, { by: 'admin-1' })).toMatchObject({ events: [{ type: 'ErasureRejected', payload: { by: 'admin-1', decisionNumber: '12/QĐ-UBND' } }] });
  expect(life.give(NEXT, 'EraseCaseRecords', { decisionNumber: '12/QĐ-UBND' }, { by: 'admin-1' })).toMatchObject({ refusal: { code: 'feedback-not-so' } });
  proposed();
  expect(life.give(NEXT, 'WithdrawErasure', {}, { by: 'head-1' })).toMatchObject({ events: [{ type: 'ErasureWithdrawn', payload: { by: 'head-1' } }] });
  expect(life.state.own).not.toHaveProperty('erasure');
});

test('nothing is refused, asked or answered without words', () => {
  expect(LIVES.received().give(NEXT, 'RefuseFeedback', {}, { text: null })).toMatchObject({ refusal: { code: 'words-missing' } });
  expect(LIVES.received().give(NEXT, 'AcceptFeedback', {}, { text: null })).toMatchObject({ kind: 'accepted' });
});

describe('publication', () => {
  const finding = { kind: 'name-like', isCertain: false, field: 'answer', start: 3, end: 9 } as const;
  const approve = { version: 1, doubts: [] };

  test('is approved by somebody who wrote neither the answer nor the words for the public', () => {
    expect(LIVES.answered().give(NEXT, 'ApprovePublication', approve, { facts: clean })).toMatchObject({ refusal: { code: 'approver-wrote-it' } });
    const life = LIVES.answered();
    life.give(NEXT, 'ProposePublication', {}, { by: 'head-1', text: { version: 7, commitment: '1' } });
    expect(life.give(NEXT, 'ApprovePublication', { version: 7, doubts: [] }, { by: 'head-1', facts: clean })).toMatchObject({ refusal: { code: 'approver-wrote-it' } });
    expect(life.give(NEXT, 'ApprovePublication', { version: 7, doubts: [] }, { by: 'head-2', facts: clean })).toMatchObject({ kind: 'accepted' });
  });

  test('is refused while personal data stands in the words, whatever is confirmed', () => {
    const facts = { personalFindings: [{ ...finding, isCertain: true }] };
    expect(LIVES.answered().give(NEXT, 'ApprovePublication', { version: 1, doubts: ['answer:3-9'] }, { by: 'head-1', facts })).toMatchObject({ refusal: { code: 'personal-data-found', data: { places: 'answer:3-9' } } });
  });

  test('needs a word of the approver for each doubt', () => {
    const facts = { personalFindings: [finding] };
    expect(LIVES.answered().give(NEXT, 'ApprovePublication', approve, { by: 'head-1', facts })).toMatchObject({ refusal: { code: 'doubts-open', data: { places: 'answer:3-9' } } });
    expect(LIVES.answered().give(NEXT, 'ApprovePublication', { version: 1, doubts: ['answer:3-9'] }, { by: 'head-1', facts })).toMatchObject({
      events: [{ type: 'PublicationApproved', payload: { by: 'head-1', doubts: ['answer:3-9'] } }],
    });
  });

  test('approves exactly the words that were read', () => {
    expect(LIVES.answered().give(NEXT, 'ApprovePublication', { version: 2, doubts: [] }, { by: 'head-1', facts: clean })).toMatchObject({ refusal: { code: 'words-changed' } });
    const life = LIVES.approved();
    life.give(NEXT, 'ProposePublication', {}, { text: { version: 5, commitment: '1' } });
    expect(life.give(NEXT, 'PublishAnswer', { clickedAt: moment(NEXT) })).toMatchObject({ refusal: { code: 'feedback-not-so', data: { phase: 'answered' } } });
  });

  test.each([
    ['2026-08-19T09:01', 'proof-in-future'],
    ['2026-08-18T08:59', 'published-before-approval'],
  ])('a click at %s, entered at 09:00 on 19/8 and approved at 09:00 on 18/8, is refused: %s', (clicked, code) => {
    expect(LIVES.approved().give(NEXT, 'PublishAnswer', { clickedAt: moment(clicked) })).toMatchObject({ refusal: { code } });
  });
});

test('a click told to the minute may lie in the minute of the approval', () => {
  const life = LIVES.answered();
  life.give(`${NEXT}:40`, 'ApprovePublication', { version: 1, doubts: [] }, { by: 'head-1', facts: clean });
  expect(life.give(`${NEXT}:50`, 'PublishAnswer', { clickedAt: moment(NEXT) })).toMatchObject({ kind: 'accepted' });
});

describe('dissatisfaction', () => {
  test('takes the answer up again at once, and is said once of each answer', () => {
    const life = LIVES.published();
    life.give(NEXT, 'RateAnswer', { verdict: 'dissatisfied' });
    expect(life.state).toMatchObject({ own: { phase: 'accepted', rounds: [{ verdict: 'dissatisfied' }, { begunBy: 'reopened' }] } });
    expect(life.state.outcome).toBeUndefined();
    life.give(NEXT, 'AnswerFeedback', {});
    expect(life.give(NEXT, 'RateAnswer', { verdict: 'satisfied' })).toMatchObject({ kind: 'accepted' });
    expect(life.give(NEXT, 'RateAnswer', { verdict: 'dissatisfied' })).toMatchObject({ refusal: { code: 'feedback-not-so' } });
  });

  test('ends the time to publish an answer that is none any more', () => {
    const life = LIVES.answered();
    life.give(NEXT, 'RateAnswer', { verdict: 'dissatisfied' });
    expect([life.standing('publish-answer'), life.standing('answer'), life.standing('handle')]).toEqual(['cancelled', 'runs to 2026-09-12T00:00', 'runs to 2026-09-05T00:00']);
  });

  test('of a refusal begins everything anew', () => {
    const life = LIVES.refused();
    life.give(NEXT, 'ReopenFeedback', { reason: 'refusal-contested' });
    expect(life.state.own).toMatchObject({ phase: 'received' });
    expect(life.standing('refuse')).toBe('runs to 2026-08-22T00:00');
  });
});

describe('an agency', () => {
  test.each([
    ['H99.77', 'unknown-agency'],
    ['H99.31', 'same-agency'],
  ])('%s is not forwarded to: %s', (agency, code) => {
    expect(LIVES.received().give(NEXT, 'ForwardFeedback', { agency })).toMatchObject({ refusal: { code } });
  });

  test('gets an urging only where it holds the dossier', () => {
    expect(URGINGS.received().give(NEXT, 'ForwardFeedback', { agency: 'H99.06' }, { facts: clean })).toMatchObject({ refusal: { code: 'not-the-holder' } });
  });

  test('gets feedback by forwarding, never by a mere change of who is in charge', () => {
    expect(LIVES.received().assign(NEXT, { agency: 'H99.05' })).toMatchObject({ refusal: { code: 'feedback-is-forwarded' } });
    expect(LIVES.received().assign(NEXT, { agency: 'H99.31', owner: 'officer-2' })).toMatchObject({ kind: 'accepted' });
  });
});
