import type { LetterHeader, LetterTemplate, Signatory } from './letter-data.js';

/** One line of form 07. Instants are epoch milliseconds, printed at +07:00. */
export interface RegisterLine {
  readonly number: number;
  readonly volume: number;
  readonly page: number;
  readonly dossierCode: string;
  readonly procedureName: string;
  readonly applicant: string;
  /** Address and telephone. */
  readonly contact: string;
  /** The agency that decides. */
  readonly agencyName: string;
  readonly receivedAt: number;
  /** The date given first and, where it is another, the present one; none where no date was promised. */
  readonly appointments: readonly number[];
  readonly returnedAt?: number;
  /** What else the line says: how the dossier ended without a result, or what came after the register was closed. */
  readonly note?: string;
  /** How the result is taken. */
  readonly delivery: string;
}

/** A volume as far as it is printed. */
export interface RegisterVolume {
  readonly volume: number;
  readonly firstNumber: number;
  readonly lastNumber: number;
  readonly pages: number;
  /** Every line of the volume is printed, so its closing page is too. */
  readonly isWhole: boolean;
}

/** What the last page of a closed register certifies. */
export interface RegisterClosing {
  readonly closedBy: string;
  readonly closedAt: number;
  readonly volumes: number;
  readonly pages: number;
  readonly lines: number;
  /** SHA-256 of the lines at closing, in hex. */
  readonly contentHash: string;
  /** The hash of the lines just printed, where the whole register was. */
  readonly printedHash?: string;
}

/** The signature a register was closed with. */
export interface SignedClosing {
  /** The register's own number, as printed. */
  readonly documentNumber: string;
  readonly signatory: Signatory;
  readonly signedAt: number;
}

/** A register to be printed (form 07 of TT 03/2025, 06 of TT 01/2018). */
export interface RegisterBook {
  readonly template: LetterTemplate;
  readonly header: LetterHeader;
  readonly place: string;
  readonly fieldName: string;
  readonly year: number;
  readonly openedAt: number;
  readonly printedAt: number;
  readonly volumes: readonly RegisterVolume[];
  /** Absent while the register is open, and where it was closed before closings were signed: its blanks are then filled in by hand. */
  readonly signed?: SignedClosing;
  /** Asked after the last line: what the closing page says; `undefined` while the register is open. */
  readonly closing: () => RegisterClosing | undefined;
}
