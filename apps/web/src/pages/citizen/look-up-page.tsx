import { useCallback, useEffect, useRef, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { readSlipLink } from '#domain';
import { DossierView } from './dossier-view.js';
import { FaultNote } from './fault-note.js';
import { FeedbackSection } from './feedback-section.js';
import { LanguageSwitch, useLanguage } from './language.js';
import { LettersSection } from './letters-section.js';
import { type FormStart, LookUpForm } from './look-up-form.js';
import { momentIn } from './moments.js';
import { type Fault, type Found, lookUp, type Outcome, type Pair, readAgain } from './public-call.js';
import { RatingSection } from './rating-section.js';
import './citizen.css';

/** What the link of a slip brings along. It is taken out of the address at once: an address stays in histories. */
function takeLink(): FormStart {
  const { href, pathname, search } = globalThis.location;
  const link = readSlipLink(href);
  const start = link.code === href ? { code: new URLSearchParams(search).get('ma') ?? '', slipCode: '' } : { code: link.code, slipCode: link.slipCode ?? '' };
  if (start.code !== '') globalThis.history.replaceState(globalThis.history.state, '', pathname);
  return start;
}

/** The public look-up, for a telephone first. */
export function Component(): JSX.Element {
  const { t } = useTranslation('citizen');
  const language = useLanguage();
  const [start, setStart] = useState<FormStart>(takeLink);
  const [found, setFound] = useState<Found & { readonly at: string }>();
  const [fault, setFault] = useState<Fault>();
  // The link of a slip is asked for at once.
  const [isAsking, setAsking] = useState(start.code !== '' && start.slipCode !== '');
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
    if (start.code !== '' && start.slipCode !== '') void lookUp({ code: start.code, slipCode: start.slipCode }).then(told);
  }, [told, start]);
  const ask = (pair: Pair): void => {
    setAsking(true);
    setFault(undefined);
    void lookUp(pair).then(told);
  };

  const leave = (next: Fault | undefined): void => { setFound(undefined); setStart({ code: '', slipCode: '' }); setFault(next); };
  const refresh = async (): Promise<void> => {
    if (found === undefined) return;
    const outcome = await readAgain(found.token);
    if (outcome.kind === 'done') setFound({ ...found, dossier: outcome.value, at: outcome.value.asOf });
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
            <LettersSection token={found.token} />
            {found.dossier.ratable ? <RatingSection token={found.token} given={found.dossier.rating} /> : null}
            <FeedbackSection token={found.token} />
          </>
        )}
      </main>
    </div>
  );
}
