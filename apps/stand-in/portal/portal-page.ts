import type { Told } from '../behaviour.js';
import type { JournalEntry } from '../journal.js';
import { escaped } from '../page.js';

const SHOWN = 200;

/** What the portal took, turned away and was filed on it, newest first, for a developer to look at. */
export function portalPage(entries: readonly JournalEntry[], told: Told): string {
  const rows = entries.flatMap(rowOf).slice(-SHOWN).toReversed().join('\n');
  return `<!doctype html>
<html lang="vi"><meta charset="utf-8"><title>Cổng thử nghiệm</title>
<style>body{font:14px/1.5 system-ui;margin:2rem}table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #ddd;padding:.3rem .6rem;text-align:left;vertical-align:top}td:last-child{white-space:pre-wrap;font-family:monospace;font-size:12px}</style>
<h1>Cổng Dịch vụ công quốc gia (thử nghiệm)</h1>
<p>Nơi nhận thay Cổng trên máy phát triển; không có gì được gửi đi. Chế độ: <b>${escaped(told.mode)}</b></p>
<form method="post" action="/portal/push"><button>Nộp thử một hồ sơ trực tuyến</button></form>
<table><tr><th>Lúc</th><th>Dịch vụ</th><th>Mã hồ sơ</th><th>Nội dung</th></tr>
${rows}
</table></html>`;
}

function rowOf(entry: JournalEntry): readonly string[] {
  switch (entry.kind) {
    case 'portal-taken':
      return [row(entry.at, entry.service, entry.code, JSON.stringify(entry.data, null, 1))];
    case 'portal-filed':
      return [row(entry.at, 'nộp trên Cổng', entry.code, '')];
    case 'turned-away':
      return entry.by === 'portal' ? [row(entry.at, 'không nhận', '', entry.why)] : [];
    case 'mail':
    case 'message':
    case 'news':
      return [];
  }
}

function row(at: number, ...cells: readonly string[]): string {
  return `<tr>${[new Date(at).toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh' }), ...cells].map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`;
}
