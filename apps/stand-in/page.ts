import type { Told } from './behaviour.js';
import type { JournalEntry } from './journal.js';

const SHOWN = 200;

/** What the stand-in took, newest first, for a developer to look at. */
export function page(entries: readonly JournalEntry[], told: Told): string {
  const letters = entries.filter(isLetter);
  const rows = letters.slice(-SHOWN).toReversed().map(rowOf).join('\n');
  return `<!doctype html>
<html lang="vi"><meta charset="utf-8"><title>Hộp thư thử nghiệm</title>
<style>body{font:14px/1.5 system-ui;margin:2rem;max-width:80rem}table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #ddd;padding:.3rem .6rem;text-align:left;vertical-align:top}</style>
<h1>Thư và tin nhắn đã nhận (${String(letters.length)})</h1>
<p>Đây là nơi nhận thay máy chủ thư và cổng tin nhắn trên máy phát triển; không có gì được gửi đi. Chế độ: <b>${escaped(told.mode)}</b>. Hồ sơ báo lên Cổng: <a href="/portal">cổng thử nghiệm</a></p>
<table><tr><th>Lúc</th><th>Kênh</th><th>Đến</th><th>Nội dung</th><th>Khóa</th></tr>
${rows}
</table></html>`;
}

type LetterEntry = Exclude<JournalEntry, { readonly kind: 'portal-taken' | 'portal-filed' }>;

function isLetter(entry: JournalEntry): entry is LetterEntry {
  return entry.kind !== 'portal-taken' && entry.kind !== 'portal-filed' && !(entry.kind === 'turned-away' && entry.by === 'portal');
}

function rowOf(entry: LetterEntry): string {
  const cells = ((): readonly string[] => {
    switch (entry.kind) {
      case 'mail':
        return ['email', entry.to, `${entry.subject}\n${entry.attachments.map(({ name, size }) => `${name} (${String(size)} byte)`).join(', ')}`, entry.messageId];
      case 'message':
        return [entry.channel, entry.to, `${entry.template}\n${Object.entries(entry.fields).map(([name, value]) => `${name}: ${value}`).join('\n')}`, entry.key];
      case 'news':
        return ['', '', entry.status, entry.key];
      case 'turned-away':
        return [entry.by, '', `không nhận: ${entry.why}`, ''];
    }
  })();
  return `<tr>${[new Date(entry.at).toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh' }), ...cells].map((cell) => `<td>${escaped(cell).replaceAll('\n', '<br>')}</td>`).join('')}</tr>`;
}

/** A text as it may stand in a page. */
export function escaped(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
