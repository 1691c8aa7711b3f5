/** The events of a dossier do not form a ledger: evidence of damage, never of a wrong command. */
export class BrokenChainError extends Error {
  override readonly name = 'BrokenChainError';
}
