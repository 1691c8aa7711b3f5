/** Address of a dossier's page. */
export function dossierAddress(code: string): string {
  return `/ho-so/${encodeURIComponent(code)}`;
}
