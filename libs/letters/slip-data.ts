import type { LetterFrame, LetterParty, LetterProxy, ReceivedComponent, RequestedItem } from './letter-data.js';

/** One side of a hand-over: the unit, when, and who by the name or account the ledger has for them. */
export interface HandoverSide {
  readonly unit: string;
  readonly at?: number;
  readonly by?: string;
}

/** One hand-over on form 06 and how the step it ended stood against its time; `untimed` runs outside the clock. */
export interface ControlledHandover {
  readonly giver: HandoverSide;
  /** Without a time nobody has confirmed it yet: blanks to write on are printed. */
  readonly receiver: HandoverSide;
  readonly outcome?: 'early' | 'on-time' | 'late' | 'untimed';
  readonly note?: string;
}

/** Form 06 of TT 03/2025, 05 of TT 01/2018: Phiếu kiểm soát quá trình giải quyết hồ sơ. */
export interface ControlSlip extends LetterFrame {
  readonly form: '06';
  readonly dossierCode: string;
  /** The agency or unit that handles the dossier. */
  readonly handlingAgency: string;
  readonly coordinatingAgencies: readonly string[];
  readonly receivedAt: number;
  /** The promised moment, or why there is none. */
  readonly promised: { readonly at: number } | { readonly note: string };
  readonly handovers: readonly ControlledHandover[];
}

/** A unit a dossier goes to, the work it has there and by when (NĐ 61/2018 Art. 19.6). */
export interface TransferTarget {
  readonly unit: string;
  readonly work: string;
  readonly dueAt?: number;
}

/** Giấy bàn giao hồ sơ: goes with the papers of one dossier from unit to unit. No circular numbers it. */
export interface TransferSlip extends LetterFrame {
  readonly form: 'transfer';
  readonly dossierCode: string;
  readonly procedureName: string;
  readonly applicant: LetterParty;
  readonly giver: HandoverSide;
  readonly targets: readonly TransferTarget[];
  readonly receiver: Omit<HandoverSide, 'unit'>;
  readonly components: readonly ReceivedComponent[];
  readonly sets: number;
  readonly receivedAt: number;
  readonly promised: ControlSlip['promised'];
}

/** One line of a batch hand-over. */
export interface BatchLine {
  readonly dossierCode: string;
  readonly applicantName: string;
  readonly procedureName: string;
  readonly sets: number;
  readonly papers: number;
  readonly receivedAt: number;
  readonly promised: ControlSlip['promised'];
}

/** Biên bản bàn giao hồ sơ: many dossiers from a desk to an agency, or back. On A4, whatever the agency's slips are printed on. */
export interface HandoverRecord extends LetterFrame {
  readonly form: 'handover-record';
  /** When the last of the papers changed hands; the record may be printed again on any later day. */
  readonly handedAt: number;
  readonly giver: string;
  readonly receiver: string;
  readonly lines: readonly BatchLine[];
  readonly note?: string;
}

/** How a result left the desk; blanks are printed for what has not happened yet. */
export interface ResultReceipt {
  readonly at: number;
  readonly method: 'desk' | 'online' | 'post';
  /** Whoever took it, where that was not the applicant. */
  readonly receiver?: string;
  readonly identityChecked?: boolean;
  readonly authorised?: boolean;
  /** The paper that authorises. */
  readonly authorisation?: string;
  readonly signature?: 'paper' | 'digital' | 'none';
  readonly trackingNumber?: string;
  /** Post only: when it was delivered. */
  readonly deliveredAt?: number;
  readonly by?: string;
}

/** Phiếu bàn giao kết quả: what was given back to whom, and how that person was known. */
export interface ResultHandover extends LetterFrame {
  readonly form: 'result-handover';
  readonly dossierCode: string;
  readonly counterName: string;
  readonly procedureName: string;
  readonly applicant: LetterParty;
  readonly proxy?: LetterProxy;
  readonly receivedAt: number;
  readonly promised: ControlSlip['promised'];
  readonly outcome: 'granted' | 'refused';
  readonly resultNumber?: string;
  readonly resultAt: number;
  readonly receipt?: ResultReceipt;
}

/** Phiếu hướng dẫn hoàn thiện hồ sơ (`Số …/HDHS`): what a filing still lacks that is not taken in yet. */
export interface GuidanceSlip extends LetterFrame {
  readonly form: 'guidance';
  readonly dossierCode?: undefined;
  readonly counterName: string;
  readonly applicant: LetterParty;
  readonly requestContent: string;
  readonly items: readonly RequestedItem[];
  readonly reason?: string;
  readonly contact: { readonly name: string; readonly phone?: string };
  readonly guidedBy?: string;
}

/** An urging of a dossier before the one a slip is about. */
export interface EarlierUrging {
  readonly number: number;
  readonly at: number;
  readonly dueAt: number;
  /** Absent while nobody has answered it. */
  readonly answeredAt?: number;
}

/** Phiếu đôn đốc: asks whoever holds a dossier to answer within working hours. No circular numbers it. */
export interface UrgingSlip extends LetterFrame {
  readonly form: 'urging';
  readonly dossierCode: string;
  readonly urgingCode: string;
  readonly procedureName: string;
  /** Which urging of the dossier it is, from 1. */
  readonly number: number;
  readonly urgent: boolean;
  readonly urgedBy: 'applicant' | 'desk';
  readonly urgedAt: number;
  readonly holder: string;
  readonly receivedAt: number;
  readonly promised: ControlSlip['promised'];
  /** What was said, where it was. */
  readonly content?: string;
  readonly answerDueAt: number;
  readonly counterName: string;
  readonly earlier: readonly EarlierUrging[];
}

/** Every slip the desk and the agencies print for themselves or over the counter, told apart by its form. */
export type Slip = ControlSlip | TransferSlip | HandoverRecord | ResultHandover | GuidanceSlip | UrgingSlip;

export type SlipForm = Slip['form'];
