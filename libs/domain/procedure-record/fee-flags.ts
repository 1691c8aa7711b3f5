import { amountsIn } from './amounts-in-text.js';
import type { PortalRecord, RecordedFee } from './portal-record.js';
import type { FlagValue, RecordFlag, RecordFlagCode } from './record-flag.js';

/** No fee or charge of an administrative procedure is smaller: a figure below it is one in thousands. */
const LEAST_FEE = 1_000;

/** What the figure of a fee leaves open or contradicts in its own text. */
export function feeFlags({ methods }: PortalRecord): readonly RecordFlag[] {
  return methods.flatMap(({ fees }, m) =>
    fees.flatMap((fee, f) => {
      const judged = judge(fee);
      return judged === undefined ? [] : [flagOf(judged, `executionMethods[${String(m)}].fees[${String(f)}]`, fee)];
    }),
  );
}

interface Judged {
  readonly code: RecordFlagCode;
  readonly suggested?: FlagValue;
}

function judge({ value, text }: RecordedFee): Judged | undefined {
  const named = amountsIn(text);
  const [first] = named;
  const suggested: Pick<Judged, 'suggested'> = first === undefined ? {} : { suggested: { kind: 'amount', amount: first } };
  if (value === 0) {
    return first === undefined ? { code: 'fee-unclear', ...(text === '' ? {} : { suggested: { kind: 'text-only' } }) } : { code: 'fee-only-in-text', ...suggested };
  }
  if (first !== undefined && !named.includes(value)) {
    return { code: named.some((amount) => amount > value) ? 'fee-smaller-than-text' : 'fee-differs-from-text', ...suggested };
  }
  return value < LEAST_FEE ? { code: 'fee-suspiciously-small', suggested: { kind: 'amount', amount: value * 1_000 } } : undefined;
}

function flagOf({ code, suggested }: Judged, path: string, { value, text }: RecordedFee): RecordFlag {
  const isAmount = Number.isSafeInteger(value) && value >= 0;
  return {
    id: `${code}@${path}`,
    code,
    path,
    found: [String(value), ...(text === '' ? [] : [text])],
    accepts: text === '' ? ['amount'] : ['amount', 'text-only'],
    ...(isAmount ? { recorded: { kind: 'amount', amount: value } } : {}),
    ...(suggested === undefined ? {} : { suggested }),
  };
}
