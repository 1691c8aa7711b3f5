/** Name of a letter's file: the dossier's code and the form, or the kind of a notice, for which no circular has a number. */
export function letterFileName(code: string, { form, kind }: { readonly form: string; readonly kind: string }): string {
  return `${code}-${form === '00' ? kind : form}.pdf`;
}
