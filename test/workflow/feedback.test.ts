import { beforeAll, expect, test } from 'vitest';
import { type Actor, type FeedbackBodies, type FeedbackCommandType, formatLocalTime, instant, parseInstant } from '#domain';
import { examineWords, giveCaseCommand, readCaseLedger, readFeedback, receiveFeedback, urgeDossier } from '#service';
import { assignmentsWith, closureOf, publishNow } from '../support/calendar-changes.js';
import { person, testCounter } from '../support/engine.js';
import { startVirtualCases } from '../support/virtual-cases.js';

const BEGINS = '2026-02-12T09:00:00+07:00';

const counter = await testCounter(BEGINS);
const { engine, clock } = counter;
const { liveUntil, relay } = await startVirtualCases(counter, BEGINS);

const OFFICER = person('officer', 'H99.31');
const lives: Record<string, string> = {};

async function receive(name: string): Promise<void> {
  const received = await receiveFeedback(engine, clock, { actor: person('clerk', 'H99.31'), idempotencyKey: counter.key(), body: { agencyCode: 'H99.31', channel: 'hotline', subject: 'conduct', content: 'Nội dung' } });
  expect(received.kind).toBe('opened');
  lives[name] = received.kind === 'opened' ? received.code : '';
  await relay();
}

async function give<Type extends FeedbackCommandType>(name: string, type: Type, body: FeedbackBodies[Type], actor: Actor = OFFICER): Promise<void> {
  const code = lives[name] ?? '';
  const gather = async (): Promise<{ readonly personalFindings: readonly [] }> => Promise.resolve({ personalFindings: [] });
  const answer = await giveCaseCommand(engine, clock, { actor, idempotencyKey: counter.key(), code, type, body, text: { answer: 'Đã trả lời.' } }, { mayGive: () => true, gather });
  expect(answer).toMatchObject({ outcome: { kind: 'applied' } });
  await relay();
}

/** Has the present words approved by somebody who did not write them. */
async function approve(name: string): Promise<void> {
  const file = await readFeedback(engine, lives[name] ?? '');
  const examined = file === undefined ? undefined : await examineWords(engine, engine.database.read, file.id, file.state);
  await give(name, 'ApprovePublication', { version: examined?.version ?? 0, doubts: [] }, person('head', 'H99.31'));
}

async function happenings(name: string): Promise<readonly string[]> {
  const file = await readFeedback(engine, lives[name] ?? '');
  const events = await readCaseLedger(engine.database.read, file?.id ?? '');
  return events.map(({ type, occurredAt, payload }) => {
    const { clock: named } = JSON.parse(payload) as { readonly clock?: string };
    return { at: formatLocalTime(instant(occurredAt)).slice(0, 16), what: named === undefined ? type : `${type.replace('Clock', '')} ${named}` };
  }).reduce<readonly string[]>(joined, []);
}

/** Whatever happened at one moment as one line. */
function joined(lines: readonly string[], { at, what }: { readonly at: string; readonly what: string }): readonly string[] {
  const last = lines.at(-1);
  return last?.startsWith(at) === true ? [...lines.slice(0, -1), `${last}, ${what}`] : [...lines, `${at} ${what}`];
}

/** The whole of it is lived once: time moves in one direction. */
beforeAll(async () => {
  await receive('a whole life over Tết');
  await liveUntil('2026-02-23T10:00:00+07:00');
  await give('a whole life over Tết', 'AcceptFeedback', {});
  await liveUntil('2026-03-09T09:00:00+07:00');
  await give('a whole life over Tết', 'AnswerFeedback', {});
  await liveUntil('2026-03-10T09:00:00+07:00');
  await approve('a whole life over Tết');
  await liveUntil('2026-03-12T08:00:00+07:00');
  await give('a whole life over Tết', 'PublishAnswer', { clickedAt: parseInstant('2026-03-11T16:00:00+07:00') });
  await liveUntil('2026-03-13T09:00:00+07:00');
  await give('a whole life over Tết', 'RateAnswer', { verdict: 'dissatisfied' });
  await liveUntil('2026-03-16T09:00:00+07:00');
  await give('a whole life over Tết', 'AnswerFeedback', {});
  await approve('a whole life over Tết');
  await liveUntil('2026-03-16T09:30:00+07:00');
  await give('a whole life over Tết', 'PublishAnswer', { clickedAt: clock.now() });

  await liveUntil('2026-08-21T16:00:00+07:00');
  const { code } = await counter.takeIn();
  const urged = await urgeDossier(engine, clock, { actor: person('clerk', 'H99.31'), idempotencyKey: counter.key(), body: { dossierCode: code, by: 'applicant' } });
  lives['an urging nobody answers over a swap'] = urged.kind === 'opened' ? urged.code : '';
  await relay();
  await liveUntil('2026-08-25T18:00:00+07:00');

  await liveUntil('2026-10-05T09:00:00+07:00');
  await receive('forwarded over a calendar change');
  await liveUntil('2026-10-06T09:00:00+07:00');
  await publishNow(counter, assignmentsWith(closureOf('2026-10-08', '2026-10-09')), clock.now());
  await relay();
  await liveUntil('2026-10-07T09:00:00+07:00');
  await give('forwarded over a calendar change', 'ForwardFeedback', { agency: 'H99.32' });
  await liveUntil('2026-10-14T09:00:00+07:00');
  await give('forwarded over a calendar change', 'RefuseFeedback', {});
  await liveUntil('2026-11-20T09:00:00+07:00');
}, 120_000);

const BEGUN = 'CaseOpened, FeedbackReceived, Started refuse, Started ask, Started forward, Started answer, Started handle';

test.each([
  [
    'a whole life over Tết',
    [
      `2026-02-12T09:00 ${BEGUN}`,
      '2026-02-13T17:00 Warned refuse',
      '2026-02-23T10:00 Stopped refuse, Stopped ask, Stopped forward, FeedbackAccepted',
      '2026-03-04T17:00 Warned handle',
      '2026-03-06T00:00 BecameLate handle',
      '2026-03-06T17:00 Escalated handle',
      '2026-03-09T09:00 Stopped answer, Stopped handle, FeedbackAnswered, Started publish-answer',
      '2026-03-10T09:00 PublicationApproved',
      '2026-03-10T17:00 Warned publish-answer',
      '2026-03-12T00:00 BecameLate publish-answer',
      '2026-03-12T08:00 Stopped publish-answer, AnswerPublished, CaseClosed',
      '2026-03-13T09:00 AnswerRated, CaseReopened, Started answer, Started handle',
      '2026-03-16T09:00 Stopped answer, Stopped handle, FeedbackAnswered, Started publish-answer, PublicationApproved',
      '2026-03-16T09:30 Stopped publish-answer, AnswerPublished, CaseClosed',
    ],
    'Saturday 14 to Sunday 22 February are off; what was entered late was done in time',
  ],
  [
    'an urging nobody answers over a swap',
    [
      '2026-08-21T16:00 CaseOpened, UrgingReceived, Started urging-answer',
      '2026-08-22T14:00 Warned urging-answer',
      '2026-08-22T16:00 BecameLate urging-answer',
      '2026-08-24T16:00 Escalated urging-answer',
      '2026-08-26T16:00 Escalated urging-answer',
    ],
    'Saturday 22 August is worked',
  ],
  [
    'forwarded over a calendar change',
    [
      `2026-10-05T09:00 ${BEGUN}`,
      '2026-10-06T09:00 Moved refuse, Moved ask, Moved forward, Moved answer, Moved handle',
      '2026-10-06T17:00 Warned refuse',
      '2026-10-07T09:00 Stopped refuse, Stopped forward, Stopped ask, Stopped answer, Stopped handle, FeedbackForwarded, CaseAssigned, Started refuse, Started ask, Started forward, Started answer, Started handle',
      '2026-10-12T17:00 Warned refuse',
      '2026-10-14T00:00 BecameLate refuse',
      '2026-10-14T09:00 Stopped refuse, Stopped ask, Stopped forward, Stopped answer, Stopped handle, FeedbackRefused, CaseClosed',
    ],
    'the closure of 8 and 9 October counts for neither agency',
  ],
])('%s: %o – %s', async (name, expected) => {
  expect(await happenings(name)).toEqual(expected);
});

test('the click is judged and the lateness of its entry stands beside it', async () => {
  const file = await readFeedback(engine, lives['a whole life over Tết'] ?? '');
  expect(file?.state.clocks.filter(({ clock: name }) => name === 'publish-answer')).toMatchObject([{ becameLate: true, stopped: { inTime: true } }, { becameLate: false, stopped: { inTime: true } }]);
});
