import i18next, { type BackendModule, type ReadCallback } from 'i18next';
import { initReactI18next } from 'react-i18next';

/** Words the server uses too, by language. */
const LABELS: Readonly<Record<string, () => Promise<object>>> = { vi: () => import('./vi/labels.js').then((module) => module.LABELS) };
/** Texts by language and part, each a file that is loaded when a page first needs it. */
const FILES = import.meta.glob<{ readonly default: object }>('./{vi,en}/*.json');

const files: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language: string, part: string, done: ReadCallback) => {
    const file = FILES[`./${language}/${part}.json`];
    const load = part === 'labels' ? LABELS[language] : file && (() => file().then((module) => module.default));
    if (load === undefined) done(new Error(`No texts ${language}/${part}`), null);
    else load().then((texts) => { done(null, texts); }, (error: unknown) => { done(error instanceof Error ? error : new Error(String(error)), null); });
  },
};

/** Makes texts ready, in Vietnamese; what a language does not have is said in Vietnamese. */
export async function startTexts(): Promise<void> {
  await i18next.use(files).use(initReactI18next).init({
    lng: 'vi',
    fallbackLng: 'vi',
    ns: ['shell'],
    defaultNS: 'shell',
    interpolation: { escapeValue: false },
  });
}
