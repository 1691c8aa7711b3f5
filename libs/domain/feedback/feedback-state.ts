/** What only cases of kind `feedback` have. */
export interface FeedbackState {
  readonly kind: 'feedback';
}
