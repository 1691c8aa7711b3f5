import { accountOf, DEMO_PEOPLE } from './demo-people.js';

/** The page on which one of the demo people is chosen; there are no passwords. */
export function signInPage(uid: string): string {
  const buttons = DEMO_PEOPLE.map(
    (person) => `<li><button name="account" value="${accountOf(person)}">${person.name} – ${person.agency}</button></li>`,
  );
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
