/** A file that proves something, by its place in the file store and the hash of its content. */
export interface EvidenceRef {
  readonly file: string;
  readonly sha256: string;
}
