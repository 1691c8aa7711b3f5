import type { DossierExplanation, StatutoryTerm } from '#domain';
import type { DossierWords } from '#vi';

/** What an explanation is made of. */
interface Explained {
  readonly dates: DossierExplanation;
  /** The statute's own limit, where a shorter term is promised. */
  readonly statutory: StatutoryTerm | undefined;
}

/**
 * Why a dossier's date is what it is, in the sentences of a language: the last count of the term, or the date somebody set last, then
 * what happened to the dates since, then where the statute's limit ends once pauses moved it from where the count names it.
 */
export function explanationIn({ derivationLines, statutorySince }: Pick<DossierWords, 'derivationLines' | 'statutorySince'>, { dates: { derivations }, statutory }: Explained): readonly string[] {
  const begun = derivations.findLastIndex(({ count, steps }) => count !== undefined || steps.some(({ code }) => code === 'fixed'));
  const lines = derivations.slice(Math.max(0, begun)).flatMap((derivation) => {
    const all = derivationLines(derivation);
    return derivation === derivations[begun] && derivation.count !== undefined ? all.slice(1) : all;
  });
  const told = derivations.flatMap(({ steps }) => steps).findLast((step) => step.code === 'statutory-limit');
  return statutory === undefined || told?.dueAt === statutory.dueAt ? lines : [...lines, statutorySince(statutory)];
}
