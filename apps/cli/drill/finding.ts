/** Something that is not as it must be. */
export interface Finding {
  readonly kind: 'lost' | 'doubled' | 'wrong';
  readonly what: string;
}

/** Something that is neither lost nor doubled, and not as it must be. */
export function wrong(what: string): Finding {
  return { kind: 'wrong', what };
}
