import { useEffect, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from './moments.js';

const LANGUAGES: readonly Language[] = ['vi', 'en'];

/** The language of the page, which the document bears as well, so that a screen reader speaks it. */
export function useLanguage(): Language {
  const { i18n } = useTranslation('citizen');
  const language: Language = i18n.language === 'en' ? 'en' : 'vi';
  useEffect(() => { document.documentElement.lang = language; }, [language]);
  return language;
}

/** Goes from one language to the other, without a reload. */
export function LanguageSwitch(): JSX.Element {
  const { t, i18n } = useTranslation('citizen');
  const language = useLanguage();
  return (
    <div className="citizen-languages" role="group" aria-label={t('language.label')}>
      {LANGUAGES.map((each) => (
        <button key={each} type="button" lang={each} aria-pressed={each === language} onClick={() => { void i18n.changeLanguage(each); }}>{t(`language.${each}`)}</button>
      ))}
    </div>
  );
}
