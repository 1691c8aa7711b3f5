import { useEffect } from 'react';
import { useLanguage } from './language.js';
import { type Found, type PublicDossier, readAgain } from './public-call.js';

/** Has a dossier told again once the page's language is another than that of its sentences. `onTold` stays the same function. */
export function useToldIn(found: Found | undefined, onTold: (dossier: PublicDossier) => void): void {
  const language = useLanguage();
  const token = found?.token;
  const isOther = found !== undefined && found.dossier.language !== language;
  useEffect(() => {
    if (token === undefined || !isOther) return undefined;
    let isGone = false;
    void readAgain(token, language).then((outcome) => { if (!isGone && outcome.kind === 'done') onTold(outcome.value); });
    return () => { isGone = true; };
  }, [token, isOther, language, onTold]);
}
