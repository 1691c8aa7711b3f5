/** What only cases of kind `publication` have. */
export interface PublicationState {
  readonly kind: 'publication';
}
