import { expect, test } from 'vitest';
import { RelayMetrics } from '../../apps/relay/metrics.js';
import { staffLoops } from '../../apps/relay/staff-loops.js';
import { person, testCounter } from '../support/engine.js';
import { employ, member } from '../support/staff.js';
import { StandInMailer } from '../support/stand-in-mailer.js';
import { FakeGateway } from '../workflow/fake-gateway.js';

const counter = await testCounter('2026-08-17T09:00:00+07:00');
const { engine, clock } = counter;
const gateway = new FakeGateway();

test('the relay\'s loops bring a warning from the stage to the person\'s mailbox, the digest with it, and count both', async () => {
  await employ(counter, member('head-31', 'head', 'H99.31'));
  const { code } = await counter.takeIn();
  await counter.give(person('clerk'), code, 'Forward', { stage: 'desk' });
  const [mailer, metrics] = [new StandInMailer(), new RelayMetrics()];
  const loops = staffLoops({ engine, gateway, mailer }, metrics);
  clock.set('2026-08-27T08:00:00+07:00');
  for (const { once } of loops) expect(await once(clock.now())).toBe(false);
  expect(mailer.taken.map(({ to, subject }) => [to, subject])).toEqual([['head-31@vidu.test', '[Đúng Hạn] 3 thông báo công việc']]);
  expect(mailer.taken[0]?.text).toMatch(/Bước xử lý đã hết thời gian[\s\S]*Việc hôm nay[\s\S]*Danh sách đầu ngày/);
  const text = await metrics.registry.metrics();
  expect(text).toMatch(/^dunghan_relay_staff_told_total\{what="stage-warning"\} 1$/m);
  expect(text).toMatch(/^dunghan_relay_staff_told_total\{what="digest"\} 1$/m);
  expect(text).toMatch(/^dunghan_relay_staff_mails_total\{outcome="sent"\} 1$/m);
});

test('without a mailer there is no loop that sends', () => {
  expect(staffLoops({ engine, gateway }, new RelayMetrics()).map(({ name }) => name)).toEqual(['stage-warnings', 'digests', 'morning-lists', 'escalations', 'openings']);
});
