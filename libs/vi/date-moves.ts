import { type DossierEvent, type LegalCitation, lawOfPause, type PauseGround } from '#domain';
import { LAW_LABELS } from './law-labels.js';
import { PAUSE_GROUND_LABELS } from './labels.js';
import { legalCitationVi } from './legal-citations.js';

/** What beside the event says why a date moved. */
export interface MoveCircumstances {
  /** Why the clock stood still before. */
  readonly ground?: PauseGround | 'supplement';
  /** The place in the law that lets the second part of the term count anew. */
  readonly secondPart?: LegalCitation;
}

/** Why an event moved a date, as one sentence with its article and without the full stop. Throws for an event that moves none. */
export function dateMovedReasonVi(event: DossierEvent, { ground, secondPart }: MoveCircumstances): string {
  switch (event.type) {
    case 'DeadlineMoved':
      return 'lịch làm việc của cơ quan thay đổi trong thời hạn giải quyết hồ sơ';
    case 'SupplementReceived':
      return event.payload.clock === 'restart'
        ? `đã nhận đủ hồ sơ bổ sung, thời hạn giải quyết được tính lại từ đầu (${LAW_LABELS['decree-61-2018:19.4']})`
        : `đã nhận đủ hồ sơ bổ sung, thời gian chờ bổ sung không tính vào thời hạn giải quyết (${LAW_LABELS['decree-61-2018:19.4']})`;
    case 'ClockResumed':
      return outOfTerm(ground ?? 'supplement');
    case 'FinancialObligationMet':
      return event.payload.term === undefined ? outOfTerm('financial-obligation') : `nghĩa vụ tài chính đã hoàn thành, thời hạn trả kết quả tính từ khi có chứng từ nộp tiền (${lawOfSecond(secondPart)})`;
    case 'NoObligationConfirmed':
      return `không phát sinh nghĩa vụ tài chính, thời hạn trả kết quả tính từ khi xác nhận việc này (${lawOfSecond(secondPart)})`;
    case 'CompetentAgencyReceived':
      return `thời hạn giải quyết tính từ khi cơ quan có thẩm quyền nhận được hồ sơ (${LAW_LABELS['decree-118-2025:17.3']})`;
    case 'DossierReopened': {
      const { decisionNumber } = event.payload;
      return `hồ sơ được mở lại để tiếp tục giải quyết${decisionNumber === undefined ? '' : ` theo quyết định số ${decisionNumber}`}, thời hạn tính theo thời gian còn lại khi kết thúc (${LAW_LABELS['office-practice:time-left']})`;
    }
    default:
      throw new Error(`Event ${event.type} moves no date that a notice tells of`);
  }
}

function outOfTerm(ground: PauseGround | 'supplement'): string {
  return `thời gian tạm dừng (${PAUSE_GROUND_LABELS[ground].toLocaleLowerCase('vi')}) không tính vào thời hạn giải quyết (${LAW_LABELS[lawOfPause(ground)]})`;
}

function lawOfSecond(law: LegalCitation | undefined): string {
  return law === undefined ? LAW_LABELS['provincial-rule:second-appointment'] : legalCitationVi(law);
}
