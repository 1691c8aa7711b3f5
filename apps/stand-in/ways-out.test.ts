import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { OutgoingMail, OutgoingMessage } from '#service';
import { openMessageGateway } from '../dispatch/http-message-gateway.js';
import { openSmtpMailer } from '../dispatch/smtp-mailer.js';
import type { JournalEntry } from './journal.js';
import { startStandIn } from './start.js';

const TOKEN = 'a token of sixteen letters';
const folder = await mkdtemp(join(tmpdir(), 'dunghan-stand-in-'));
const begin = (port = 0, smtpPort = 0): ReturnType<typeof startStandIn> => startStandIn({ host: '127.0.0.1', port, smtpPort, token: TOKEN, folder, now: () => 0 });
const standIn = await begin();
afterAll(async () => {
  await standIn.close();
  await rm(folder, { recursive: true });
});
const mailer = openSmtpMailer({ smtpUrl: standIn.smtpUrl, mailFrom: 'mot-cua@dung-han.example' });
const gateway = openMessageGateway({ messageGatewayUrl: standIn.url, messageGatewayToken: TOKEN });

let number = 0;
beforeEach(async () => {
  number += 1;
  await tell({ mode: 'normal' });
});

async function tell(body: object): Promise<void> {
  await fetch(`${standIn.url}/behaviour`, { method: 'POST', body: JSON.stringify(body) });
}

async function kept(): Promise<readonly JournalEntry[]> {
  return (await (await fetch(`${standIn.url}/kept`)).json()) as JournalEntry[];
}

function mail(more: Partial<OutgoingMail> = {}): OutgoingMail {
  const content = Buffer.from('%PDF-1.7\nNội dung\n%%EOF\n');
  return { messageId: `letter.${String(number)}@letters.dunghan`, to: 'thu-nghiem@example.vn', subject: 'Phiếu xin lỗi', text: 'Kính gửi Ông/Bà', attachments: [{ name: 'a.pdf', contentType: 'application/pdf', content }], ...more };
}

function message(more: Partial<OutgoingMessage> = {}): OutgoingMessage {
  const fields = { HoVaTen: 'Nguyễn Thị Thử Nghiệm', MaHoSo: 'H99.31-1', TenThuTuc: 'Cấp phép', TenDonVi: 'UBND phường' };
  return { key: `dossier:apology:${String(number)}`, channel: 'sms', to: '0900000001', template: 'dung-han.apology', fields, ...more };
}

async function keptMails(): Promise<readonly JournalEntry[]> {
  return (await kept()).filter((entry) => entry.kind === 'mail' && entry.messageId === mail().messageId);
}

describe('a mail handed to a mail server', () => {
  test('is sent, with Vietnamese subject, one PDF and its Message-ID', async () => {
    expect(await mailer.send(mail())).toMatchObject({ kind: 'sent' });
    expect(await keptMails()).toMatchObject([{ to: 'thu-nghiem@example.vn', subject: 'Phiếu xin lỗi', attachments: [{ name: 'a.pdf', contentType: 'application/pdf' }] }]);
  });

  test.each<[string, object, number, string]>([
    ['refuse', { kind: 'refused', permanent: false }, 0, 'not now'],
    ['reject', { kind: 'refused', permanent: true }, 0, 'no such mailbox'],
    ['drop', { kind: 'unknown' }, 0, 'breaks off before it took the mail'],
    ['take-and-drop', { kind: 'unknown' }, 1, 'breaks off after it took the mail'],
  ])('that answers by "%s" gives %o and is kept %i times: %s', async (mode, outcome, times, _why) => {
    await tell({ mode, times: 1 });
    expect(await mailer.send(mail())).toMatchObject(outcome);
    expect((await keptMails()).length).toBe(times);
  });

  test('that is not there is refused for now: nothing can have left', async () => {
    expect(await openSmtpMailer({ smtpUrl: 'smtp://127.0.0.1:9', mailFrom: 'a@dung-han.example' }).send(mail())).toMatchObject({ kind: 'refused', permanent: false });
  });

  test.each([
    ['550 5.1.1 no such mailbox', true],
    ['452 4.2.2 mailbox full', false],
  ])('that answers the recipient with "%s" refuses for good: %s', async (answer, permanent) => {
    const server = await scripted({ 'RCPT TO': answer });
    expect(await openSmtpMailer({ smtpUrl: server.url, mailFrom: 'a@dung-han.example' }).send(mail())).toMatchObject({ kind: 'refused', permanent });
    server.close();
  });

  test('that refuses the sender is our own trouble, not the applicant\'s: it is tried again', async () => {
    const server = await scripted({ 'MAIL FROM': '550 5.7.1 sender not allowed' });
    expect(await openSmtpMailer({ smtpUrl: server.url, mailFrom: 'a@dung-han.example' }).send(mail())).toMatchObject({ kind: 'refused', permanent: false });
    server.close();
  });

  test('with a password is not handed to a server beyond this machine without TLS', async () => {
    const server = await scripted({});
    const elsewhere = server.url.replace('127.0.0.1', 'user:secret@127.0.0.2');
    expect(await openSmtpMailer({ smtpUrl: elsewhere, mailFrom: 'a@dung-han.example' }).send(mail())).toMatchObject({ kind: 'refused', permanent: false });
    expect(server.said().join('\n')).not.toMatch(/AUTH/);
    server.close();
  });

  test('with a one-time code is kept without a letter, and turned away where the code is missing', async () => {
    const code = { messageId: '0190d0f2@codes.dunghan', attachments: [] };
    expect(await mailer.send(mail({ ...code, text: 'Mã xác thực: 042719' }))).toMatchObject({ kind: 'sent' });
    expect(await mailer.send(mail({ ...code, text: 'Mã xác thực' }))).toMatchObject({ kind: 'refused', permanent: true });
  });

  test('that is no letter is turned away and noted', async () => {
    expect(await mailer.send(mail({ attachments: [] }))).toMatchObject({ kind: 'refused', permanent: true });
    expect((await kept()).at(-1)).toMatchObject({ kind: 'turned-away', by: 'smtp', why: 'the mail has not exactly one whole PDF' });
  });
});

describe('a message handed to the gateway', () => {
  test('is accepted once a key, whoever asks however often, and told of by its key', async () => {
    expect(await gateway.ask(message().key)).toEqual({ kind: 'absent' });
    for (let time = 0; time < 2; time += 1) expect(await gateway.send(message())).toEqual({ kind: 'sent', receipt: { status: 'accepted' } });
    expect((await kept()).filter((entry) => entry.kind === 'message' && entry.key === message().key)).toMatchObject([{ channel: 'sms', template: 'dung-han.apology' }]);
    expect(await gateway.ask(message().key)).toEqual({ kind: 'accepted' });
    await fetch(`${standIn.url}/news`, { method: 'POST', body: JSON.stringify({ key: message().key, status: 'failed', reason: 'no-such-number' }) });
    expect(await gateway.ask(message().key)).toEqual({ kind: 'failed', reason: 'no-such-number' });
  });

  test.each<[string, object, string, string]>([
    ['refuse', { kind: 'refused', permanent: false }, 'absent', 'not now'],
    ['reject', { kind: 'refused', permanent: true }, 'absent', 'no such number'],
    ['drop', { kind: 'unknown' }, 'absent', 'breaks off before it took the message'],
    ['take-and-drop', { kind: 'unknown' }, 'accepted', 'breaks off after it took the message'],
  ])('that answers by "%s" gives %o and then stands as %s: %s', async (mode, outcome, standing, _why) => {
    await tell({ mode, times: 1 });
    expect(await gateway.send(message())).toMatchObject(outcome);
    expect(await gateway.ask(message().key)).toMatchObject({ kind: standing });
  });

  test('that is not there is refused for now, and does not say what stands', async () => {
    const server = await scripted({});
    const url = server.url.replace('smtp:', 'http:');
    await once(server.close(), 'close');
    const nowhere = openMessageGateway({ messageGatewayUrl: url, messageGatewayToken: TOKEN });
    expect([(await nowhere.send(message())).kind, (await nowhere.ask(message().key)).kind]).toEqual(['refused', 'unavailable']);
  });

  test('with a wrong token is refused for now and learns nothing', async () => {
    const stranger = openMessageGateway({ messageGatewayUrl: standIn.url, messageGatewayToken: 'another token of letters' });
    expect(await stranger.send(message())).toEqual({ kind: 'refused', permanent: false, reason: 'wrong-token' });
    expect((await stranger.ask(message().key)).kind).toBe('unavailable');
  });

  test('that breaks the contract is turned away and noted', async () => {
    expect(await gateway.send(message({ template: 'Không phải mẫu' }))).toMatchObject({ kind: 'refused', permanent: false, reason: 'invalid-message' });
    expect((await kept()).at(-1)).toMatchObject({ kind: 'turned-away', by: 'gateway', why: 'invalid-message' });
  });
});

test('what was taken is there after a restart, and its page shows it without running what it says', async () => {
  await gateway.send(message({ fields: { ...message().fields, HoVaTen: '<script>alert(1)</script>' } }));
  const before = await kept();
  const again = await begin();
  expect(await (await fetch(`${again.url}/kept`)).json()).toEqual(before);
  const html = await (await fetch(again.url)).text();
  expect([html.includes('&lt;script&gt;alert(1)'), html.includes('<script>alert')]).toEqual([true, false]);
  await again.close();
});

/** A mail server that answers each command as it is told, else kindly, and notes what was said to it. */
async function scripted(answers: Readonly<Record<string, string>>): Promise<{ readonly url: string; readonly said: () => readonly string[]; readonly close: () => Server }> {
  const said: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write('220 ready\r\n');
    socket.on('data', (data) => {
      for (const line of data.toString().split('\r\n').filter((text) => text !== '')) {
        said.push(line);
        const told = Object.entries(answers).find(([command]) => line.toUpperCase().startsWith(command))?.[1];
        socket.write(`${told ?? (line.startsWith('EHLO') ? '250 kind' : line === 'DATA' ? '354 go on' : '250 yes')}\r\n`);
      }
    });
  });
  server.listen(0, '0.0.0.0');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return { url: `smtp://127.0.0.1:${String(port)}`, said: () => said, close: () => server.close() };
}
