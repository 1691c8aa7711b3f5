/** Today at the counter, `YYYY-MM-DD`, by the browser's clock: what a form proposes. What counts is decided by the server's. */
export function today(): string {
  // eslint-disable-next-line no-restricted-syntax -- pages have no other clock, and nothing is decided by this one
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh', year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date());
}
