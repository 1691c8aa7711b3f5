import { citizenAccount, DEMO_CITIZENS } from './demo-citizens.js';
import { accountOf, DEMO_PEOPLE } from './demo-people.js';

/** Whoever may be chosen: accounts with what is written on their buttons. */
type Choice = readonly [account: string, text: string];

/** The people of the staff. */
export const STAFF_CHOICES: readonly Choice[] = DEMO_PEOPLE.map((person) => [accountOf(person), `${person.name} – ${person.agency}`]);
/** The citizens. */
export const CITIZEN_CHOICES: readonly Choice[] = DEMO_CITIZENS.map((citizen) => [citizenAccount(citizen), `${citizen.name} – ${citizen.identityNumber}`]);

/** The page on which one of the demo people is chosen; there are no passwords. */
export function signInPage(uid: string, choices: readonly Choice[]): string {
  const buttons = choices.map(([account, text]) => `<li><button name="account" value="${account}">${text}</button></li>`);
  return `<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Đăng nhập – Đúng Hạn</title>
<style>
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 32rem; margin: 3rem auto; padding: 0 1rem }
  ul { list-style: none; padding: 0 } button { width: 100%; padding: .6rem; margin: .2rem 0; font: inherit; text-align: left }
</style>
<h1>Đăng nhập thử</h1>
<p>Chọn một người dùng mẫu. Trang này chỉ có trong bản chạy thử trên máy.</p>
<form method="post" action="/interaction/${encodeURIComponent(uid)}"><ul>${buttons.join('')}</ul></form>
</html>
`;
}

/** The page that says why somebody cannot be signed in. */
export function errorPage(reason: string): string {
  return `<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<title>Không đăng nhập được – Đúng Hạn</title>
<h1>Không đăng nhập được</h1>
<p>${escaped(reason)}</p>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
