/** How satisfied an applicant is, on three steps (Rất hài lòng, Hài lòng, Không hài lòng). */
export const RATINGS = ['very-satisfied', 'satisfied', 'dissatisfied'] as const;
export type Rating = (typeof RATINGS)[number];

/** Where an applicant gave a rating: told or on paper at the desk, at a kiosk, on the portal. */
export const RATING_CHANNELS = ['desk', 'kiosk', 'portal'] as const;
export type RatingChannel = (typeof RATING_CHANNELS)[number];

/** Body of the command by which an applicant's rating is recorded; a later one replaces it. Their words travel as text. */
export interface RatingCommandBodies {
  RateService: { readonly rating: Rating; readonly channel: RatingChannel };
}

/** The rating that counts: the last one. */
export interface RatingState {
  readonly rating: Rating;
  readonly channel: RatingChannel;
  readonly at: number;
  /** The agency it is about: the one that was competent when it was given. */
  readonly agency: string;
  /** Version of the record that holds the words given with it. */
  readonly comment?: number;
}
