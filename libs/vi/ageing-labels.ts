import type { AgeingBucket } from '#domain/figures';

const SAME_DAY: Record<AgeingBucket['kind'], string> = { left: 'đến hạn hôm nay', over: 'quá hạn trong hôm nay', age: 'tiếp nhận hôm nay' };
const BEFORE: Record<AgeingBucket['kind'], string> = { left: 'còn', over: 'quá', age: 'đã' };

/** A bucket of ages in words: `quá 6–15 ngày làm việc`. */
export function ageingLabel({ kind, from, to }: AgeingBucket): string {
  if (from === 0 && to === 0) {
    return SAME_DAY[kind];
  }
  const days = to === undefined ? `trên ${String(from - 1)}` : from === to ? String(from) : `${String(from)}–${String(to)}`;
  return `${BEFORE[kind]} ${days} ngày làm việc`;
}
