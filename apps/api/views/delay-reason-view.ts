import { z } from 'zod';
import type { DelayReason } from '#domain';
import { delayReasonName } from '#vi';

/** A reason for a delay that can be chosen today. */
export const delayReasonSchema = z.strictObject({
  code: z.string().meta({ examples: ['complex'] }),
  name: z.string().meta({ description: 'What the letter says for it', examples: ['Hồ sơ có nội dung phức tạp, cần thêm thời gian thẩm tra, xác minh'] }),
  endsOn: z.iso.date().nullable().meta({ description: 'First day on which it can be chosen no more' }),
});
/** A reason as it is answered. */
export type DelayReasonAnswer = z.output<typeof delayReasonSchema>;

/** A reason of the list as its answer. */
export function viewDelayReason(reason: DelayReason): DelayReasonAnswer {
  return { code: reason.code, name: delayReasonName(reason), endsOn: reason.endsOn ?? null };
}
