/** Pages named on either side of the one that is shown. */
const BESIDE = 2;

/** The pages a pager names: the first, the last, and those about the one that is shown; `undefined` stands for those that are passed over. */
export function pagesNamed(page: number, count: number): readonly (number | undefined)[] {
  const named = Array.from({ length: count }, (_, index) => index + 1).filter((one) => one === 1 || one === count || Math.abs(one - page) <= BESIDE);
  return named.flatMap((one, place) => (place > 0 && one - (named[place - 1] ?? 0) > 1 ? [undefined, one] : [one]));
}
