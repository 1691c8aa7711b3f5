import { currentPromise, type DossierState, type ProcedureCase, statedTerm } from '#domain';
import type { Letter, PrintedAppointment, ReceiptSlip, ReceivedComponent } from '#letters';
import { amountVi, extensionVi, fixedBasisVi, formatTermVi, formatTimeLimitVi, statutoryVi, undatedVi } from '#vi';
import type { ApplicantRecord } from '../personal/index.js';
import { deskFrameOf, deskOf, type LetterSource, partyOf, proxyOf } from './letter-source.js';

/** How the result reaches the applicant where it is not fetched at the desk. */
export const DELIVERY = { post: 'Dịch vụ bưu chính công ích', online: 'Trực tuyến' } as const;
/** From when the second part of a term runs. */
const AFTER_PAYMENT = 'kể từ khi nộp chứng từ hoàn thành nghĩa vụ tài chính';
const COPY_KINDS = { original: 'bản chính', certified: 'bản sao chứng thực', copy: 'bản sao', scan: 'bản điện tử', reused: 'tái sử dụng', 'data-store': 'kho dữ liệu' } as const;

/** Form 01, the receipt and appointment slip. */
export function composeReceipt(source: LetterSource): Letter {
  const { state, rules, applicant, explanation } = source;
  const chosen = rules.procedure.cases.find(({ code }) => code === state.procedure.caseCode);
  const frame = deskFrameOf(source);
  const counterName = deskOf(source).name;
  const proxy = proxyOf(applicant);
  return {
    ...frame,
    // Of the receipt alone the code is a link: it is what an applicant has in hand.
    lookUp: source.lookUp,
    form: '01',
    dossierCode: state.code,
    documentNumber: receiptNumberOf(state.code, frame.header.symbol),
    counterName,
    applicant: partyOf(applicant),
    ...(proxy === undefined ? {} : { proxy }),
    requestContent: applicant.requestContent ?? rules.procedure.name,
    components: receivedPapers(state, chosen),
    sets: state.sets,
    term: termOf(source, chosen),
    receivedAt: state.receivedAt,
    appointments: appointmentsOf(source, chosen),
    resultDelivery: state.resultDelivery === 'desk' ? counterName : DELIVERY[state.resultDelivery],
    ...registerLineOf(source),
    ...(state.feesDue.length === 0 ? {} : { fees: feesOf(source) }),
    ...submittedBy(applicant),
    explanation: [...explanation],
    unconfirmedYears: [...state.unconfirmedYears],
  };
}

/** The dossier's line in the register as slips print it, once it has one. */
export function registerLineOf({ register }: LetterSource): Pick<ReceiptSlip, 'register'> {
  return register === undefined ? {} : { register: { volume: String(register.volume).padStart(2, '0'), number: String(register.number).padStart(2, '0') } };
}

/** Fees the applicant owes, each with its amount. */
export function feesOf({ state, rules }: LetterSource): readonly string[] {
  return state.feesDue.map(({ fee, amount }) => `${rules.procedure.fees[fee - 1]?.name ?? 'Phí, lệ phí'}: ${amountVi(amount)}`);
}

/** Who signs for the filing: the proxy, or the applicant where that is a person. */
export function submittedBy({ applicant, proxy }: ApplicantRecord): { readonly submittedBy?: string } {
  const name = proxy?.name ?? (applicant.type === 'organisation' ? undefined : applicant.name);
  return name === undefined ? {} : { submittedBy: name };
}

/** The papers handed in by name and copies; where none is listed, which they are. */
export function receivedPapers({ components, channel }: Pick<DossierState, 'components' | 'channel'>, chosen: ProcedureCase | undefined): readonly ReceivedComponent[] {
  if (components.length === 0) {
    return [{ name: channel === 'online' ? 'Theo hồ sơ điện tử đã nộp' : 'Giấy tờ theo thành phần hồ sơ của thủ tục' }];
  }
  const names = new Map((chosen?.components ?? []).map((component) => [component.code, component.name]));
  return components.map(({ code, copies, kind }) => ({ name: names.get(code) ?? code, copies: `${String(copies).padStart(2, '0')} ${COPY_KINDS[kind]}` }));
}

/** The term in words: of a term in parts each part with the appointment it leads to, beside a shorter promise the statute's own limit. */
export function termOf({ state, rules, statutory }: LetterSource, chosen: ProcedureCase | undefined): string {
  if (chosen === undefined) {
    return 'theo quy định';
  }
  if (chosen.dating !== undefined) {
    const { undatedMaximum } = rules.procedure;
    return undatedMaximum === undefined ? 'theo quy định, ngày trả kết quả do người có thẩm quyền ấn định' : `tối đa ${formatTermVi(statedTerm(state, rules, 1))}`;
  }
  const limits = chosen.parts.map((_, index) => formatTermVi(statedTerm(state, rules, index + 1)));
  const [first = '', second] = limits;
  const promised = second === undefined ? first : `${first} (đến hẹn lần 1) và ${second} (hẹn lần 2, ${AFTER_PAYMENT})`;
  return statutory === undefined ? promised : `${promised} (${statutoryVi(statutory)})`;
}

/**
 * The dates of form 01: the present appointment, what follows it when a second part of the term does, and the date given first
 * when the present one is another.
 */
export function appointmentsOf({ state, rules, event }: LetterSource, chosen: ProcedureCase | undefined): readonly PrintedAppointment[] {
  const promise = currentPromise(state);
  if (promise === undefined || promise.kind === 'maximum') {
    return [{ purpose: 'result', note: undatedVi(chosen?.dating, promise?.at) }];
  }
  const { number, at } = promise;
  const next = chosen?.parts[state.part];
  const moved = state.firstAppointment !== undefined && state.firstAppointment !== at;
  const numbered = next !== undefined || moved ? { number } : {};
  const { fixed } = state;
  const extension = rules.procedure.extensions?.find(({ code }) => code === state.extensions.at(-1));
  const whys = [...(fixed === undefined ? [] : [fixedBasisVi(fixed)]), ...(extension === undefined ? [] : [extensionVi(extension)])];
  const countedAnew = whys.length > 0 ? whys : moved && number === 1 ? [event.type === 'DeadlineMoved' ? 'điều chỉnh theo thay đổi lịch làm việc' : 'tính lại theo thời hạn mới'] : [];
  const noteOf = (...notes: readonly string[]): { readonly note?: string } => (notes.length === 0 ? {} : { note: notes.join('; ') });
  return [
    next === undefined
      ? { purpose: 'result', ...numbered, at, ...noteOf(...countedAnew) }
      : { purpose: 'interim', ...numbered, at, ...noteOf('thông báo nghĩa vụ tài chính, chưa trả kết quả', ...countedAnew) },
    ...(next === undefined ? [] : [{ purpose: 'result', number: number + 1, note: `${formatTimeLimitVi(next.term.limit)} ${AFTER_PAYMENT}` } as const]),
    ...(moved ? [{ purpose: 'first', at: state.firstAppointment } as const] : []),
  ];
}

/** Number of a receipt: day and order of its dossier's code and the desk's symbol, `260819-0361/TNHS-BPTNTKQ`. */
export function receiptNumberOf(code: string, symbol: string | undefined): string {
  return `${code.slice(code.indexOf('-') + 1)}/TNHS${symbol === undefined ? '' : `-${symbol}`}`;
}
