const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh', year: 'numeric', month: '2-digit', day: '2-digit' });

let ahead = 0;

/** Takes note of the server's clock by the `Date` of an answer, to the second: the clock of a desk's computer may be minutes off. */
export function noteServerTime(response: Response): void {
  const said = Date.parse(response.headers.get('date') ?? '');
  // eslint-disable-next-line no-restricted-syntax -- the difference to the computer's own clock is what is measured
  if (!Number.isNaN(said)) ahead = said - Date.now();
}

/** Now by the server's clock, in epoch milliseconds; by the computer's own until the server has answered. */
export function serverNow(): number {
  // eslint-disable-next-line no-restricted-syntax -- set right by what the server said
  return serverTimeOf(Date.now());
}

/** A moment of the computer's clock by the server's. */
export function serverTimeOf(at: number): number {
  return at + ahead;
}

/** Today at the counter, as `2026-11-29`, by the server's clock: what a form proposes. What counts is decided by the server. */
export function serverToday(): string {
  return DAY.format(serverNow());
}
