import type { LetterText } from '#domain';
import type { DateMovedContent, FaultApologyContent, ResultReadyContent, UncollectedContent } from './notice-data.js';

/** Which circular's form numbers and titles an agency prints: Appendix I of TT 03/2025/TT-VPCP or TT 01/2018/TT-VPCP. */
export type FormNumbering = 'tt03-2025' | 'tt01-2018';

/** Sheet of paper, portrait. The circulars print forms 01 to 06 on A5 (148 × 210 mm) and the register on A4. */
export type Paper = 'A5' | 'A4';

/** Template settings of an agency; stored whole with every letter so that it prints the same again, whatever is published later. */
export interface LetterTemplate {
  readonly numbering: FormNumbering;
  /** Version of the template the letter was drawn with, written into the file's properties. */
  readonly version: string;
  /** Paper of every form, or of some by their number; A5 when absent. */
  readonly paper?: Paper | Readonly<Record<string, Paper>>;
  /** Sentences the agency words itself; the circular's own where absent. */
  readonly texts?: Readonly<Partial<Record<LetterText, string>>>;
  /** Whether the evaluation sheet prints with forms 01 to 03 (TT 01/2018 Art. 12.2). */
  readonly evaluationSheet?: boolean;
  /** `true`: form 04 names the applicant's address and telephone, as some communes' versions do. */
  readonly addressOnApology?: boolean;
}

/** Left side of the letterhead (NĐ 30/2020 Appendix I): the superior body and the issuing one. */
export interface LetterHeader {
  readonly superior: string;
  /** A body of the first level stands alone: there is none above it to be printed. */
  readonly firstLevel?: true;
  readonly agency: string;
  /** Short symbol of the issuing body, the part after the hyphen in `Số: …/PXL-STNMT`. */
  readonly symbol?: string;
}

/** What every letter carries. Instants are epoch milliseconds, printed at +07:00. */
export interface LetterFrame {
  readonly template: LetterTemplate;
  readonly header: LetterHeader;
  readonly place: string;
  /** Date of the letter and creation date of the file: equal input gives equal bytes. */
  readonly issuedAt: number;
  /** Number and symbol without the word `Số`, as `15/PXL-STNMT`; a dotted blank is printed while there is none. */
  readonly documentNumber?: string;
  /** How whoever holds it finds the dossier on the public page: the code printed beside the QR code, and the link that takes its place. */
  readonly lookUp?: { readonly slipCode: string; readonly url?: string };
  /** Whom it is addressed to where that is not the applicant: the proxy, a person. */
  readonly addressee?: { readonly name: string };
}

/** Applicant as printed; the kind chooses the form of address (Ông/Bà, Tổ chức). */
export interface LetterParty {
  readonly kind: 'person' | 'organisation';
  readonly name: string;
  readonly idNumber?: string;
  readonly address?: string;
  readonly phone?: string;
  readonly email?: string;
}

/** A person filing for the applicant (người được ủy quyền). */
export interface LetterProxy {
  readonly name: string;
  readonly idNumber?: string;
  readonly address?: string;
  readonly phone?: string;
  readonly email?: string;
  /** The paper that authorises, with its number and date. */
  readonly authorisation?: string;
}

/** Right to sign for another office holder (NĐ 30/2020 Appendix I): TM., KT., TL., TUQ. */
export interface SigningCapacity {
  readonly mode: 'TM.' | 'KT.' | 'TL.' | 'TUQ.';
  readonly position: string;
}

/** Signature block of a letter signed with authority and seal. */
export interface Signatory {
  /** The body that decides as one (`TM. ỦY BAN NHÂN DÂN`), printed above whoever signs for it. */
  readonly collective?: string;
  readonly onBehalf?: SigningCapacity;
  /** The form's own `THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ` when absent; whoever signs for another names their position. */
  readonly position?: string;
  readonly name?: string;
}

/** One line of the paper list on form 01. */
export interface ReceivedComponent {
  readonly name: string;
  /** Number and kind of copies as printed behind the name, for instance `01 bản chính`. */
  readonly copies?: string;
}

/**
 * A date on form 01: an instant, a note (what happens on it, how a second date will be counted, why there is none), or both.
 * `result` is when the result is returned, `interim` an appointment of a term in parts on which none comes yet, `first` the
 * one given first, printed beside the present one.
 */
export interface PrintedAppointment {
  readonly purpose: 'result' | 'interim' | 'first';
  /** Which appointment of the dossier it is, from 1; absent when it has but one. */
  readonly number?: number;
  readonly at?: number;
  readonly note?: string;
}

/** One of the dossiers a filing opened, on the receipt they have in common. */
export interface ReceiptMember {
  readonly dossierCode: string;
  readonly procedureName: string;
  readonly agencyName: string;
  /** Absent, with its `note`, of a dossier that was not received. */
  readonly term?: string;
  readonly appointments: readonly PrintedAppointment[];
  readonly register?: { readonly volume: string; readonly number: string };
  readonly note?: string;
}

/** Form 01, Giấy tiếp nhận hồ sơ và hẹn trả kết quả. */
export interface ReceiptSlip extends LetterFrame {
  readonly form: '01';
  /** Of a receipt with `members` the code of the filing that opened them. */
  readonly dossierCode: string;
  /** The dossiers it stands for, where one filing opened several; dates and papers above them are those of the whole. */
  readonly members?: readonly [ReceiptMember, ...ReceiptMember[]];
  readonly counterName: string;
  readonly applicant: LetterParty;
  readonly proxy?: LetterProxy;
  readonly requestContent: string;
  readonly components: readonly ReceivedComponent[];
  readonly sets: number;
  /** Statutory handling period in words, for instance `05 ngày làm việc`. */
  readonly term: string;
  readonly receivedAt: number;
  readonly appointments: readonly PrintedAppointment[];
  readonly resultDelivery: string;
  /** Fees the applicant owes, each with its amount, once they are assessed. */
  readonly fees?: readonly string[];
  readonly register?: { readonly volume: string; readonly number: string };
  /** Short lines saying how the return date was counted. */
  readonly explanation?: readonly string[];
  /** Years whose days off have no official notice yet; printed as a warning under the dates. */
  readonly unconfirmedYears?: readonly number[];
  readonly submittedBy?: string;
  readonly receivedBy?: string;
}

/** One thing asked for on form 02. */
export interface RequestedItem {
  readonly text: string;
  readonly legalBasis?: string;
}

/** Form 02, Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ. */
export interface SupplementRequestSlip extends LetterFrame {
  readonly form: '02';
  readonly dossierCode?: string;
  readonly applicant: LetterParty;
  readonly requestContent: string;
  readonly items: readonly RequestedItem[];
  readonly reason: string;
  /** Instant by which the applicant is asked to answer. */
  readonly answerBy?: number;
  readonly contact: { readonly name: string; readonly phone?: string };
  readonly guidedBy?: string;
}

/**
 * Why a dossier that had been received is refused: it was appraised and does not meet the conditions, or the papers asked for
 * did not come by `dueAt`.
 */
export type RefusalCause = { readonly kind: 'appraised' } | { readonly kind: 'not-supplemented'; readonly dueAt: number };

/** The end of processing by refusal, which the agency gives notice of and signs. */
export interface RefusalAfterIntake {
  readonly agencyName: string;
  readonly procedureName: string;
  readonly receivedAt: number;
  readonly cause: RefusalCause;
  readonly signatory: Signatory;
  /** Lines under `Nơi nhận`. */
  readonly recipients: readonly string[];
}

/** Form 03, Phiếu từ chối tiếp nhận giải quyết hồ sơ: given by the desk at intake, or by the agency after it. */
export interface RefusalSlip extends LetterFrame {
  readonly form: '03';
  readonly dossierCode?: string;
  /** Absent when the desk did not take the dossier in. */
  readonly afterIntake?: RefusalAfterIntake;
  readonly counterName: string;
  readonly applicant: LetterParty;
  readonly requestContent: string;
  readonly reason: string;
  readonly legalBasis?: string;
  readonly submittedBy?: string;
  readonly receivedBy?: string;
}

/**
 * What the apology offers: a signed new date (at most one per dossier, NĐ 61/2018 Art. 19.9); the leader the matter has gone to,
 * once that date is broken too; nothing more when it has ended.
 */
export type ApologyRemedy =
  | { readonly kind: 'new-date'; readonly at: number }
  | { readonly kind: 'escalated'; readonly to: string }
  | { readonly kind: 'ended'; readonly at: number };

/** Form 04, Phiếu xin lỗi và đề nghị gia hạn thời gian giải quyết (TT 01/2018: Phiếu xin lỗi và hẹn lại ngày trả kết quả). */
export interface ApologyLetter extends LetterFrame {
  readonly form: '04';
  readonly dossierCode: string;
  readonly applicant: LetterParty;
  readonly procedureName: string;
  /** The handling agency as it names itself in the sentence. */
  readonly agencyName: string;
  readonly receivedAt: number;
  readonly promisedAt: number;
  /** `maximum`: no date was promised, `promisedAt` is the end of the time the law gives at most. */
  readonly promiseKind?: 'maximum';
  /** Why, as it was signed. */
  readonly reason: string;
  readonly remedy: ApologyRemedy;
  readonly signatory: Signatory;
  /** Lines under `Nơi nhận`. */
  readonly recipients: readonly string[];
}

/** Why a dossier stops: the applicant asked for it, the papers asked for did not come by `dueAt` and it was closed, or the agency decided it. */
export type StopCause =
  | { readonly kind: 'requested'; readonly at: number }
  | { readonly kind: 'not-supplemented'; readonly dueAt: number; readonly closedAt: number }
  | { readonly kind: 'decided'; readonly decisionNumber: string; readonly at: number };

/** Form 05 of TT 03/2025, Thông báo dừng giải quyết hồ sơ; TT 01/2018 has no such form, so none is numbered there. */
export interface StopNotice extends LetterFrame {
  readonly form: '05';
  readonly dossierCode: string;
  readonly applicant: LetterParty;
  readonly procedureName: string;
  readonly agencyName: string;
  readonly receivedAt: number;
  readonly cause: StopCause;
  readonly reason: string;
  /** Where the dossier stood when the request came. */
  readonly statusThen?: string;
  /** Fees paid and what becomes of them. */
  readonly fees?: string;
  readonly signatory: Signatory;
  readonly recipients: readonly string[];
}

/** What every letter says that no circular has a form for: `00`. */
export interface NoticeFrame extends LetterFrame {
  readonly form: '00';
  readonly dossierCode: string;
  readonly applicant: LetterParty;
  readonly procedureName: string;
  /** The handling agency as it names itself in the sentence. */
  readonly agencyName: string;
  readonly receivedAt: number;
  readonly contact: { readonly name: string; readonly phone?: string };
}

/** A notice signed with authority and seal. */
export interface SignedNotice extends NoticeFrame {
  readonly signatory: Signatory;
  readonly recipients: readonly string[];
}

/** Notice that a date given to the applicant moved, or that the second one has come. */
export type DateMovedNotice = SignedNotice & DateMovedContent;
/** Notice that the result is there; written by the system, signed by nobody. */
export type ResultReadyNotice = NoticeFrame & ResultReadyContent;
/** Reminder of a result nobody came for; written by the system, signed by nobody. */
export type UncollectedReminder = NoticeFrame & UncollectedContent;
/** Apology for a fault of the agency, beside the apologies for late results. */
export type FaultApology = SignedNotice & FaultApologyContent;

/** The letters without a form, told apart by `notice`. */
export type Notice = DateMovedNotice | ResultReadyNotice | UncollectedReminder | FaultApology;

/** Every letter that can be printed, told apart by its TT 03/2025 form number. */
export type Letter = Notice | ReceiptSlip | SupplementRequestSlip | RefusalSlip | ApologyLetter | StopNotice;

export type FormNumber = Letter['form'];
