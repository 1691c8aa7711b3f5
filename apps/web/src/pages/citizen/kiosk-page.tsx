import { lazy, Suspense, useCallback, useEffect, useRef, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { readSlipLink } from '#domain';
import { DossierView } from './dossier-view.js';
import { FaultNote } from './fault-note.js';
import { useIdle } from './idle.js';
import { LanguageSwitch, useLanguage } from './language.js';
import { LookUpForm } from './look-up-form.js';
import { type Fault, type Found, lookUp, type Pair, type PublicDossier } from './public-call.js';
import { RatingSection } from './rating-section.js';
import { useToldIn } from './told-in.js';
import './citizen.css';

const ScreenKeyboard = lazy(async () => ({ default: (await import('./screen-keyboard.js')).ScreenKeyboard }));
const IDLE_SECONDS = 60;
const EMPTY = { code: '', slipCode: '' };

type Screen = { readonly kind: 'start' } | { readonly kind: 'typing' } | { readonly kind: 'found'; readonly found: Found };

/**
 * The look-up for a touch screen in the hall: a slip under the scanner is enough, keys are on the screen for whoever has none. Nothing of
 * one visitor stays for the next: after a minute without a touch it is as at the beginning, and says beforehand that it will be.
 */
export function Component(): JSX.Element {
  const { t, i18n } = useTranslation('citizen');
  const [screen, setScreen] = useState<Screen>({ kind: 'start' });
  const [fault, setFault] = useState<Fault>();
  const [isUnread, setUnread] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const [field, setField] = useState<HTMLInputElement>();
  const visit = useRef(0);
  const language = useLanguage();
  useEffect(() => { document.title = t('kiosk.title'); }, [t]);

  const toStart = useCallback(() => {
    visit.current += 1;
    setScreen({ kind: 'start' });
    setFault(undefined);
    setUnread(false);
    setAsking(false);
    setField(undefined);
    void i18n.changeLanguage('vi');
    globalThis.scrollTo(0, 0);
  }, [i18n]);
  const isBegun = screen.kind !== 'start' || fault !== undefined || isUnread || i18n.language !== 'vi';
  const left = useIdle(IDLE_SECONDS, isBegun, toStart);

  const ask = useCallback(async (pair: Pair) => {
    const asked = visit.current;
    setAsking(true);
    setFault(undefined);
    setUnread(false);
    const outcome = await lookUp(pair, language);
    // An answer that comes after its visitor has gone is shown to nobody.
    if (visit.current !== asked) return;
    setAsking(false);
    if (outcome.kind === 'done') setScreen({ kind: 'found', found: outcome.value });
    else setFault(outcome.fault);
  }, [language]);
  const told = useCallback((dossier: PublicDossier) => {
    setScreen((shown) => (shown.kind === 'found' ? { kind: 'found', found: { ...shown.found, dossier } } : shown));
  }, []);
  useToldIn(screen.kind === 'found' ? screen.found : undefined, told);
  const scan = useCallback((text: string) => {
    visit.current += 1;
    setScreen({ kind: 'start' });
    setAsking(false);
    setFault(undefined);
    setUnread(false);
    const { code, slipCode } = readSlipLink(text);
    if (slipCode === undefined) setUnread(true);
    else void ask({ code, slipCode });
  }, [ask]);
  // Whoever comes next need not wait for the screen of the one before.
  useScanner(screen.kind === 'typing', scan);
  return (
    <div className="citizen kiosk">
      <header>
        <h1>{t('kiosk.title')}</h1>
        <LanguageSwitch />
      </header>
      <main>
        {isBegun ? <p className="citizen-bar"><button type="button" className="citizen-main" onClick={toStart}>{t('kiosk.start')}</button> <span role="timer">{t('kiosk.left', { count: left })}</span></p> : null}
        {screen.kind === 'start' ? (
          <section className="citizen-card kiosk-start">
            <p className="kiosk-scan">▣ {t('kiosk.scan')}</p>
            {isAsking ? <p role="status">{t('form.asking')}</p> : null}
            <div role="alert">{isUnread ? <p className="citizen-fault">⚠ {t('kiosk.notSlip')}</p> : null}</div>
            <FaultNote fault={fault} />
            <button type="button" className="citizen-main" onClick={() => { setScreen({ kind: 'typing' }); setFault(undefined); setUnread(false); }}>{t('kiosk.type')}</button>
          </section>
        ) : null}
        {screen.kind === 'typing' ? (
          <section className="citizen-card">
            <LookUpForm start={EMPTY} isAsking={isAsking} fault={fault} onAsk={(pair) => { void ask(pair); }} onField={setField} />
            <Suspense fallback={null}><ScreenKeyboard field={field} /></Suspense>
          </section>
        ) : null}
        {screen.kind === 'found' ? (
          <>
            <DossierView dossier={screen.found.dossier} />
            {screen.found.dossier.ratable ? <RatingSection key={screen.found.token} token={screen.found.token} given={screen.found.dossier.rating} isKiosk /> : null}
          </>
        ) : null}
      </main>
    </div>
  );
}

/** A scanner is a keyboard that types a line fast and ends it: what is typed is gathered until then. With fields on the screen keys belong to them, but for the link of a slip, which is too long for most. */
function useScanner(hasFields: boolean, onScan: (text: string) => void): void {
  const typed = useRef('');
  useEffect(() => {
    typed.current = '';
    const hear = (event: KeyboardEvent): void => {
      if (event.key === 'Enter') {
        // What was typed by hand before a slip was scanned is none of its link.
        const text = typed.current.slice(Math.max(0, typed.current.lastIndexOf('http')));
        typed.current = '';
        // Enter on a button that has the focus is a press, not the end of a line.
        if (text === '' || (hasFields && readSlipLink(text).slipCode === undefined)) return;
        event.preventDefault();
        onScan(text);
      } else if (event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey) {
        typed.current += event.key;
      }
    };
    globalThis.addEventListener('keydown', hear);
    return () => { globalThis.removeEventListener('keydown', hear); };
  }, [hasFields, onScan]);
}
