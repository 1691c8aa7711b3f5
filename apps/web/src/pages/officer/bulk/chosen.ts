/** A dossier of an action by its code, and the stage it is about; without one, the person's own. */
export interface Chosen {
  readonly code: string;
  readonly stage?: string;
}

/** Names one item of an action or its preview: stages that run side by side are items of their own. */
export function itemKey({ dossierCode, stage }: { readonly dossierCode: string; readonly stage: string | null }): string {
  return stage === null ? dossierCode : `${dossierCode} ${stage}`;
}
