import { useCallback, useEffect, useRef, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { readSlipLink } from '#domain';
import { finishSignIn, type Return, takeReturn } from './citizen-sign-in.js';
import { DossierView } from './dossier-view.js';
import { FaultNote } from './fault-note.js';
import { FeedbackSection } from './feedback-section.js';
import { LanguageSwitch, useLanguage } from './language.js';
import { LettersSection } from './letters-section.js';
import { type FormStart, LookUpForm } from './look-up-form.js';
import { momentIn } from './moments.js';
import { type Fault, type Found, lookUp, openByLogin, type Outcome, type Pair, type PublicDossier, readAgain } from './public-call.js';
import { RatingSection } from './rating-section.js';
import { useToldIn } from './told-in.js';
import './citizen.css';

/** What the link of a slip brings along. It is taken out of the address at once: an address stays in histories. */
function takeLink(): FormStart {
  const { href, pathname, search } = globalThis.location;
  const link = readSlipLink(href);
  const start = link.code === href ? { code: new URLSearchParams(search).get('ma') ?? '', slipCode: '' } : { code: link.code, slipCode: link.slipCode ?? '' };
  if (start.code !== '') globalThis.history.replaceState(globalThis.history.state, '', pathname);
  return start;
}

/** What somebody looked up before they went to sign in, again, and what their login opens of it. */
async function comeBack({ token, language, address }: Return): Promise<{ readonly found: Outcome<Found>; readonly login: Outcome<string> }> {
  const accessToken = await finishSignIn(address);
  const login: Outcome<string> = accessToken === undefined ? { kind: 'fault', fault: { kind: 'not-signed-in' } } : await openByLogin(token, accessToken);
  const read = await readAgain(token, language);
  return { found: read.kind === 'done' ? { kind: 'done', value: { token, dossier: read.value } } : read, login };
}

/** The public look-up, for a telephone first. */
export function Component(): JSX.Element {
  const { t, i18n } = useTranslation('citizen');
  const language = useLanguage();
  const [back] = useState<Return | undefined>(takeReturn);
  const [start, setStart] = useState<FormStart>(takeLink);
  const [login, setLogin] = useState<Outcome<string>>();
  const [found, setFound] = useState<Found & { readonly at: string }>();
  const [fault, setFault] = useState<Fault>();
  // Who comes back from signing in, and the link of a slip, are asked for at once.
  const [isAsking, setAsking] = useState(back !== undefined || (start.code !== '' && start.slipCode !== ''));
  const hasBegun = useRef(false);
  useEffect(() => { document.title = t('title'); }, [t]);

  const told = useCallback((outcome: Outcome<Found>) => {
    setAsking(false);
    if (outcome.kind === 'done') setFound({ ...outcome.value, at: outcome.value.dossier.asOf });
    else setFault(outcome.fault);
  }, []);
  useEffect(() => {
    if (hasBegun.current) return;
    hasBegun.current = true;
    if (back !== undefined) {
      void i18n.changeLanguage(back.language);
      void comeBack(back).then(({ found: again, login: outcome }) => { setLogin(outcome); told(again); });
    }
    else if (start.code !== '' && start.slipCode !== '') void lookUp({ code: start.code, slipCode: start.slipCode }, language).then(told);
  }, [told, start, back, language, i18n]);
  const ask = (pair: Pair): void => {
    setAsking(true);
    setFault(undefined);
    void lookUp(pair, language).then(told);
  };

  const retold = useCallback((dossier: PublicDossier) => { setFound((shown) => (shown === undefined ? undefined : { ...shown, dossier, at: dossier.asOf })); }, []);
  useToldIn(found, retold);

  const leave = (next: Fault | undefined): void => { setFound(undefined); setLogin(undefined); setStart({ code: '', slipCode: '' }); setFault(next); };
  const refresh = async (): Promise<void> => {
    if (found === undefined) return;
    const outcome = await readAgain(found.token, language);
    if (outcome.kind === 'done') retold(outcome.value);
    else if (outcome.fault.kind === 'over') leave(outcome.fault);
    else setFault(outcome.fault);
  };
  return (
    <div className="citizen">
      <header>
        <h1>{t('title')}</h1>
        <LanguageSwitch />
      </header>
      <main>
        {found === undefined ? (
          <section className="citizen-card">
            <p>{t('intro')}</p>
            <LookUpForm key={`${start.code} ${start.slipCode}`} start={start} isAsking={isAsking} fault={fault} onAsk={ask} />
          </section>
        ) : (
          <>
            <p className="citizen-bar"><span>{t('dossier.asOf', { at: momentIn(language, found.at) })}</span> <button type="button" onClick={() => { void refresh(); }}>{t('dossier.refresh')}</button> <button type="button" onClick={() => { leave(undefined); }}>{t('form.again')}</button></p>
            <FaultNote fault={fault} />
            <DossierView dossier={found.dossier} />
            <LettersSection token={found.token} login={login} />
            {found.dossier.ratable ? <RatingSection token={found.token} given={found.dossier.rating} /> : null}
            <FeedbackSection token={found.token} />
          </>
        )}
      </main>
    </div>
  );
}
