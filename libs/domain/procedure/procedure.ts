import type { StageBudget, TermRule, TimeLimit } from '../deadline/time-limit.js';
import type { LegalCitation } from '../dossier/legal-citation.js';
import type { LegalParts } from './legal-parts.js';

/** How a dossier reaches the counter; the national portal's KenhThucHien 1, 2, 3. */
export type Channel = 'counter' | 'online' | 'post';

/**
 * The closed set of legal grounds on which the clock may stand still; each procedure version lists those its own law allows.
 * Land matters: NĐ 151/2025 and provincial rules; opinions and consultations pause only where a special law says so.
 */
export type PauseGround =
  | 'financial-obligation'
  | 'tax-determination'
  | 'land-price-determination'
  | 'public-posting'
  | 'media-announcement'
  | 'expert-examination'
  | 'violation-handling'
  | 'inheritance-division'
  | 'cadastral-measurement'
  | 'land-consolidation'
  | 'construction-cost-determination'
  | 'external-opinion'
  | 'applicant-explanation';

/** A legal text a rule or a procedure rests on. */
export interface LegalBasis {
  readonly document: string;
  readonly article?: string;
  /** First local day on which it binds, ISO; unknown when absent. */
  readonly effectiveFrom?: string;
  /** First local day on which it no longer binds, ISO. */
  readonly endsOn?: string;
}

/** A decision that announces, amends or repeals procedures (quyết định công bố), by which anybody can look it up. */
export interface DecisionReference {
  readonly number: string;
  /** Local day it was signed, ISO. */
  readonly date: string;
  readonly issuer?: string;
}

/** How long another body may take while our clock stands still, in one named case. */
export interface PartyBudget {
  readonly code: string;
  readonly name: string;
  /** The applicants it is for; for everybody when absent. */
  readonly applicant?: 'person' | 'organisation';
  readonly limit: TimeLimit;
}

/** Who has the work while our clock stands still, and the time that body has for it. */
export interface PartyRule {
  readonly code: string;
  readonly name: string;
  /** As the owner of a stage: `receiving`, `competent`, `place` or an agency code. Absent for a body outside the catalogue, whose time runs on the competent agency's calendar. */
  readonly owner?: string;
  /** The first that is for the applicant is taken where nobody names a case. */
  readonly budgets: readonly [PartyBudget, ...PartyBudget[]];
  /** Time to confirm a payment, from the voucher. */
  readonly confirmation?: TimeLimit;
  readonly basis: LegalBasis;
}

/** A ground with what its law adds: when the pause should be over, and who has the work meanwhile. */
export interface PauseRule {
  readonly ground: PauseGround;
  /** Legal length of the pause: its planned end where nobody gives another. Its passing alerts and ends nothing. */
  readonly limit?: TimeLimit;
  readonly party?: PartyRule;
}

/**
 * An opinion of another agency the law of the procedure knows (lấy ý kiến). Asking stops no clock, unless that law names the
 * ground in `pauses`.
 */
export interface ConsultationRule {
  readonly code: string;
  readonly name: string;
  readonly limit: TimeLimit;
  /** What no answer within the limit means: the agency agrees, or it is late. */
  readonly silence: 'consent' | 'late';
  readonly pauses?: PauseGround;
  readonly basis: LegalBasis;
}

/** A paper the applicant hands in (thành phần hồ sơ). */
export interface RequiredComponent {
  readonly code: string;
  readonly name: string;
  readonly originals: number;
  readonly copies: number;
  readonly required: boolean;
  /** Code of the form it is filled in on, among the forms of `LegalParts`. */
  readonly form?: string;
}

/** Why a stage's time adds nothing to the term. Tax, payment and posting have no budget of their own: while they last the clock stands still, and the body at work is measured by the party of that pause. `fixed-date` lasts until the date a person sets. */
export type StageExclusion = 'tax' | 'payment' | 'posting' | 'return' | 'fixed-date';

/** One step of the internal process (quy trình nội bộ) with its owner and its own clock. */
export interface Stage {
  readonly id: string;
  readonly name: string;
  /** `receiving`, `competent` and `place` (the body where the land, building or person is) are resolved at intake; anything else is an agency code. */
  readonly owner: string;
  readonly unit?: string;
  readonly budget?: StageBudget;
  readonly excluded?: StageExclusion;
  /** The source does not list these steps; the rest of the term is carried by this explicit stage. */
  readonly sourceIncomplete?: true;
  /** What the step leaves behind (kết quả của bước). */
  readonly result?: string;
}

/** Stages of one group run side by side; the group lasts as long as its longest stage. */
export interface StageGroup {
  readonly stages: readonly Stage[];
}

/**
 * One promised part of the term. Procedures with a tax stage have two: the first appointment ends when the tax slip is
 * sent, the second counts from proof of payment.
 */
export interface TermPart {
  readonly term: TermRule;
  readonly groups: readonly StageGroup[];
  /** Of a second part: the place in the law that lets it count from the proof of payment. */
  readonly law?: LegalCitation;
}

/**
 * How a case comes to its date where the law gives no term to count; each names the place in the law that leaves it open.
 *
 * - `person`: somebody sets the date on a legal basis (a council session). With `atIntake` at intake already; else the dossier
 *   may be taken in without one, and the version's `undatedMaximum` judges it until the date is set. A date that follows from
 *   an event of its own stays where it is through pauses that end before it (`stand`), others get back what a pause took (`shift`).
 * - `nobody`: no date is promised; the version's `undatedMaximum` judges the dossier.
 */
export type CaseDating =
  | { readonly by: 'person'; readonly law: LegalCitation; readonly awaits: string; readonly atIntake: boolean; readonly pause: 'shift' | 'stand' }
  | { readonly by: 'nobody'; readonly law: LegalCitation };

/** A ground on which the law lets an agency lengthen a running term, once for each ground. */
export interface TermExtension {
  readonly code: string;
  readonly name: string;
  readonly law: LegalCitation;
  /** The most it adds, counted from the date it lengthens; absent where only the agreement says how long. */
  readonly limit?: TimeLimit;
  /** Rests on a written agreement with the applicant, whose number is told. */
  readonly agreement?: true;
}

/** One way a procedure can run (trường hợp), with its own term and papers. */
export interface ProcedureCase {
  readonly code: string;
  readonly name: string;
  readonly parts: readonly [TermPart, ...TermPart[]];
  /** The statute's own limit, where the province promises a shorter one. */
  readonly statutoryLimit?: TimeLimit;
  /** A channel with its own first term. */
  readonly channelTerms?: Partial<Record<Channel, TermRule>>;
  /** Absent where the due date is counted; then the term of the part is what its stages are planned by. */
  readonly dating?: CaseDating;
  readonly components: readonly RequiredComponent[];
}

/** What happens when papers are missing after intake. */
export interface SupplementRule {
  readonly clock: 'restart' | 'shift';
  /** The applicant's time to answer. */
  readonly applicantLimit: TimeLimit;
  /** How long after intake a request may be made: agency's days, then the desk's (NĐ 61/2018 Art. 19.4; Đồng Tháp splits 2 + 1). */
  readonly requestLimit: { readonly agency: TimeLimit; readonly desk?: TimeLimit };
  /** What closing an unanswered dossier is called on the national portal. */
  readonly closeAs: 'refused' | 'withdrawn' | 'suspended';
}

/** When the apology is due: one day before expiry (NĐ 61/2018 Art. 19.9) or at expiry (electronic groups). */
export interface ApologyRule {
  readonly at: 'before-expiry' | 'at-expiry';
  /** How long before expiry the draft is made. */
  readonly lead: TimeLimit;
  /** How long before expiry the signed letter must be with the desk. */
  readonly letterLimit: TimeLimit;
}

/** A fee or charge (phí, lệ phí); the national record often has the amount only in text. */
export interface Fee {
  readonly name: string;
  /** Whole dong; absent where only text is known. */
  readonly amount?: number;
  readonly text?: string;
  /** The channel it is for, where channels cost differently. */
  readonly channel?: Channel;
}

/** One published version of an administrative procedure (thủ tục hành chính). A running dossier keeps the version it began with. */
export interface ProcedureVersion {
  readonly code: string;
  readonly version: number;
  readonly name: string;
  readonly field: { readonly code: string; readonly name: string };
  /** First local day of intake, ISO. */
  readonly effectiveFrom: string;
  /** First local day without intake, ISO: a procedure is ended by a version that says so, never deleted. Running dossiers keep their version. */
  readonly endsOn?: string;
  /** Codes of the agencies competent to decide. */
  readonly competentAgencies: readonly string[];
  readonly nonTerritorial: boolean;
  readonly channels: readonly Channel[];
  /** Done while the applicant waits: recorded without a slip unless one is asked for (NĐ 61/2018 Art. 17.4). */
  readonly immediate: boolean;
  readonly cases: readonly [ProcedureCase, ...ProcedureCase[]];
  /** Grounds on which its law lets the clock stand still; a bare code where the law adds nothing to it. */
  readonly pauseGrounds: readonly (PauseGround | PauseRule)[];
  /** Opinions its law lets the agency ask for; none when absent. */
  readonly consultations?: readonly ConsultationRule[];
  readonly supplement: SupplementRule;
  /** Online filings: accept, one notice or refuse within `limit`; the desk is alerted at `alert`. */
  readonly answer: { readonly limit: TimeLimit; readonly alert: TimeLimit };
  readonly apology: ApologyRule;
  /** Extra time in remote communes (mountain, island, difficult). */
  readonly remoteExtra?: TimeLimit;
  /** A dossier of this procedure may have no due date, judged by elapsed − supplement ≤ this maximum. */
  readonly undatedMaximum?: TimeLimit;
  /** Legal extensions of a running term. */
  readonly extensions?: readonly TermExtension[];
  readonly fees: readonly Fee[];
  readonly legalBases: readonly LegalBasis[];
  readonly results: readonly string[];
  /** Where the figures come from. */
  readonly sources: readonly string[];
  /** What NĐ 63/2010 Art. 8 wants said beside all this; absent in versions published before it was kept. */
  readonly legalParts?: LegalParts;
  /** The decision that announced this version. */
  readonly announcedBy?: DecisionReference;
  /** The decision that ends the procedure on `endsOn`. */
  readonly repealedBy?: DecisionReference;
}
