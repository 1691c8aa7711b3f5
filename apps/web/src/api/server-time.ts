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
  return Date.now() + ahead;
}
