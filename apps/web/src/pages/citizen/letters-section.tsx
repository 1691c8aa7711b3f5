import { useEffect, useRef, useState, type JSX, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { loadFaultOf } from '../../ui/load-fault.js';
import { savePdf } from '../../ui/print-pdf.js';
import { leaveForSignIn, offersSignIn } from './citizen-sign-in.js';
import { FaultNote } from './fault-note.js';
import { useLanguage } from './language.js';
import { dayIn } from './moments.js';
import { checkCode, type Fault, listLetters, type Outcome, readLetter, sendCode } from './public-call.js';

type Sent = Outcome<{ readonly contact: { readonly channel: 'email' | 'sms' | 'zalo'; readonly maskedTo: string } | null }>;
type Letters = Extract<Awaited<ReturnType<typeof listLetters>>, { kind: 'done' }>['value'];

/** Letters of a dossier, closed until the code that was sent to its contact is typed, or its applicant has signed in. `login`: what a sign-in came to. */
export function LettersSection({ token, login }: { readonly token: string; readonly login: Outcome<string> | undefined }): JSX.Element {
  const { t } = useTranslation('citizen');
  const language = useLanguage();
  const [sent, setSent] = useState<Sent>();
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<Fault | undefined>(login?.kind === 'fault' ? login.fault : undefined);
  const [isBusy, setBusy] = useState(false);
  const [opened, setOpened] = useState<string | undefined>(login?.kind === 'done' ? login.value : undefined);

  const send = async (): Promise<void> => {
    setBusy(true);
    setFault(undefined);
    const outcome = await sendCode(token);
    setSent(outcome);
    setTyped('');
    setFault(outcome.kind === 'fault' ? outcome.fault : undefined);
    setBusy(false);
  };
  const check = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const checked = await checkCode(token, typed.trim());
    if (checked.kind === 'done') setOpened(checked.value);
    else setFault(checked.fault);
    setBusy(false);
  };
  const signIn = (): void => {
    setBusy(true);
    setFault(undefined);
    leaveForSignIn(token, language).catch(async (error: unknown) => {
      const kind = (await loadFaultOf(error)) ?? 'unreachable';
      setBusy(false);
      setFault({ kind });
    });
  };
  const contact = sent?.kind === 'done' ? sent.value.contact : undefined;
  return (
    <section className="citizen-card" aria-labelledby="citizen-letters">
      <h2 id="citizen-letters">{t('letters.title')}</h2>
      {opened !== undefined ? <OpenedLetters token={opened} /> : (
        <>
          <p>{t(offersSignIn() ? 'letters.introLogin' : 'letters.intro')}</p>
          {contact === null ? <p role="status">{t('letters.noContact')}</p> : null}
          {contact === null || contact === undefined ? null : (
            <form className="citizen-form" onSubmit={(event) => { void check(event); }} noValidate>
              <p role="status">{t(`letters.sent.${contact.channel}`, { to: contact.maskedTo })}</p>
              <label htmlFor="citizen-letter-code">{t('letters.code')}</label>
              <input id="citizen-letter-code" value={typed} inputMode="numeric" autoComplete="one-time-code" maxLength={6} onChange={(event) => { setTyped(event.target.value); }} />
              <button type="submit" className="citizen-main" disabled={isBusy || !/^\d{6}$/.test(typed.trim())}>{t('letters.check')}</button>
            </form>
          )}
          <FaultNote fault={fault} />
          <p className="citizen-ways">
            {contact === null ? null : <button type="button" disabled={isBusy} onClick={() => { void send(); }}>{contact === undefined ? t('letters.send') : t('letters.sendAgain')}</button>}
            {offersSignIn() ? <button type="button" disabled={isBusy} onClick={signIn}>{t('letters.signIn')}</button> : null}
          </p>
        </>
      )}
    </section>
  );
}

function OpenedLetters({ token }: { readonly token: string }): JSX.Element {
  const { t } = useTranslation('citizen');
  const language = useLanguage();
  const [letters, setLetters] = useState<Letters>();
  const [fault, setFault] = useState<Fault>();
  const [shown, setShown] = useState<string>();
  useEffect(() => {
    let isGone = false;
    void listLetters(token, language).then((outcome) => {
      if (isGone) return;
      setFault(outcome.kind === 'fault' ? outcome.fault : undefined);
      if (outcome.kind === 'done') setLetters(outcome.value);
    });
    return () => { isGone = true; };
  }, [token, language]);
  if (letters === undefined) return fault === undefined ? <p role="status">{t('letters.opening')}</p> : <FaultNote fault={fault} />;
  if (letters.length === 0) return <p>{t('letters.empty')}</p>;
  return (
    <ul className="citizen-letters">
      {letters.map(({ key, label, producedAt }) => (
        <li key={key}>
          {label}{producedAt === null ? '' : ` – ${dayIn(language, producedAt)}`}{' '}
          <button type="button" aria-expanded={shown === key} onClick={() => { setShown(shown === key ? undefined : key); }}>{shown === key ? t('letters.close') : t('letters.open')}<span className="visually-hidden">: {label}</span></button>
          {shown === key ? <ShownLetter token={token} letterKey={key} name={`${label}.pdf`} /> : null}
        </li>
      ))}
    </ul>
  );
}

/** A letter drawn page by page: telephones show no PDF inside of a page. */
function ShownLetter({ token, letterKey, name }: { readonly token: string; readonly letterKey: string; readonly name: string }): JSX.Element {
  const { t } = useTranslation('citizen');
  const pages = useRef<HTMLDivElement>(null);
  const [file, setFile] = useState<Blob>();
  const [fault, setFault] = useState<Fault>();
  const [drawn, setDrawn] = useState(0);
  useEffect(() => {
    let isGone = false;
    const show = async (): Promise<void> => {
      const read = await readLetter(token, letterKey);
      if (isGone) return;
      if (read.kind === 'fault') { setFault(read.fault); return; }
      setFile(read.value);
      const { drawPdf } = await import('../../ui/draw-pdf.js');
      if (pages.current !== null) setDrawn(await drawPdf(read.value, pages.current, () => isGone));
    };
    show().catch(async (error: unknown) => {
      const kind = (await loadFaultOf(error)) ?? 'other';
      if (!isGone) setFault({ kind });
    });
    return () => { isGone = true; };
  }, [token, letterKey]);
  return (
    <div>
      <FaultNote fault={fault} />
      {drawn === 0 && fault === undefined ? <p role="status">{t('letters.opening')}</p> : null}
      {file === undefined ? null : <button type="button" onClick={() => { savePdf(file, name); }}>{t('letters.save')}</button>}
      <div ref={pages} className="pdf-pages" data-pages={drawn} lang="vi" />
    </div>
  );
}
