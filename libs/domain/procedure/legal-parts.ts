import type { Channel } from './procedure.js';

/** A step of the order in which a procedure is carried out (trình tự thực hiện), as the applicant reads it. */
export interface OrderStep {
  readonly heading?: string;
  readonly text: string;
}

/** How a channel is used: where, until when, with which account (cách thức thực hiện). */
export interface Manner {
  readonly channel: Channel;
  readonly text: string;
}

/** Who carries a procedure out beside the agencies competent to decide, in the words of its announcement. */
export interface Authority {
  readonly competent?: string;
  readonly authorised?: string;
  readonly coordinating?: string;
}

/** A form that is filled in (mẫu đơn, mẫu tờ khai). */
export interface ProcedureForm {
  readonly code: string;
  readonly name: string;
}

/** Parts a procedure has only where its law says so (NĐ 63/2010 Art. 8.2). */
export const CONDITIONAL_PARTS = ['form', 'result', 'conditions', 'fees'] as const;
export type ConditionalPart = (typeof CONDITIONAL_PARTS)[number];

/** What every procedure consists of, in the order of NĐ 63/2010 Art. 8, then what some have. */
export const LEGAL_PART_CODES = ['name', 'order', 'manner', 'components', 'sets', 'period', 'subjects', 'agency', ...CONDITIONAL_PARTS] as const;
export type LegalPartCode = (typeof LEGAL_PART_CODES)[number];

/**
 * The constituent parts of a procedure (NĐ 63/2010 Art. 8) no date is counted by. Name, channels, papers, terms, competent
 * agencies, results and fees stand in the version itself.
 */
export interface LegalParts {
  readonly order?: readonly OrderStep[];
  readonly manner?: readonly Manner[];
  /** How many sets of papers are handed in (số lượng hồ sơ). */
  readonly sets?: number;
  /** Whom the procedure is for (đối tượng thực hiện). */
  readonly subjects?: readonly string[];
  readonly authority?: Authority;
  readonly forms?: readonly ProcedureForm[];
  /** Requirements and conditions (yêu cầu, điều kiện). */
  readonly conditions?: readonly string[];
  /** What an applicant should know beside the papers and is none of them (lưu ý). */
  readonly notes?: readonly string[];
  /** Parts the procedure has none of, said so: a list that is merely empty says nothing. */
  readonly without?: readonly ConditionalPart[];
}
