import { count, filledText, listOf, ProcedureFormatError, type Reader, shapeOf } from '../procedure/json-shape.js';

/** What the public pages show and how often they answer. All of it is the installation's to set: no law gives these numbers. */
export interface PublicSettings {
  /** Agencies whose numbers anybody may see on a screen in their hall; `*` stands for every agency. */
  readonly boards: readonly string[];
  /** Requests of one address in a minute. Many people share one behind a provider's gateway. */
  readonly addressPerMinute: number;
  /** Pairs that fit nothing, of one address in a day. */
  readonly wrongPerAddressDay: number;
  /** Pairs that do not fit one dossier code, by the same way, in a quarter of an hour, and in a day. */
  readonly wrongPerCodeQuarter: number;
  readonly wrongPerCodeDay: number;
  /** One-time codes sent for one dossier in an hour, and in a day. */
  readonly codesPerHour: number;
  readonly codesPerDay: number;
  /** Feedback entered about one dossier in a day. */
  readonly feedbackPerDay: number;
  /** Ratings of one dossier in a day. */
  readonly ratingsPerDay: number;
}

/** What an installation starts with: no screen shows numbers of an agency nobody named. */
export const DEFAULT_PUBLIC: PublicSettings = {
  boards: [],
  addressPerMinute: 30,
  wrongPerAddressDay: 60,
  wrongPerCodeQuarter: 5,
  wrongPerCodeDay: 20,
  codesPerHour: 3,
  codesPerDay: 6,
  feedbackPerDay: 3,
  ratingsPerDay: 3,
};

const most: Reader<number> = (value, path) => {
  const read = count(value, path);
  if (read === 0) {
    throw new ProcedureFormatError(path, 'a whole number from 1', value);
  }
  return read;
};

const choice = shapeOf<Partial<PublicSettings>>(
  {},
  {
    boards: listOf(filledText),
    addressPerMinute: most,
    wrongPerAddressDay: most,
    wrongPerCodeQuarter: most,
    wrongPerCodeDay: most,
    codesPerHour: most,
    codesPerDay: most,
    feedbackPerDay: most,
    ratingsPerDay: most,
  },
);

/** Reads what an installation chose; what it leaves out is as the program has it. Throws `ProcedureFormatError`. */
export const readPublicSettings: Reader<PublicSettings> = (value, path) => ({ ...DEFAULT_PUBLIC, ...choice(value, path) });

/** Whether anybody may see the numbers of an agency on a screen. */
export function showsBoard({ boards }: Pick<PublicSettings, 'boards'>, agency: string): boolean {
  return boards.includes('*') || boards.includes(agency);
}
