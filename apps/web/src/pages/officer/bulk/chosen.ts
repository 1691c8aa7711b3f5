/** A dossier of an action by its code, and the stage it is about; without one, the person's own. */
export interface Chosen {
  readonly code: string;
  readonly stage?: string;
}

/** The most dossiers and stages of one action: the server takes no more. */
export const MOST_OF_ONE_ACTION = 200;

/** Whether stages were named, and not whole dossiers alone: an action is told in stages then. */
export function hasStages(items: readonly { readonly stage: string | null }[]): boolean {
  return items.some(({ stage }) => stage !== null);
}

/** Names one item of an action or its preview: stages that run side by side are items of their own. */
export function itemKey({ dossierCode, stage }: { readonly dossierCode: string; readonly stage: string | null }): string {
  return stage === null ? dossierCode : `${dossierCode} ${stage}`;
}
