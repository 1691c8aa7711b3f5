import { useState, type JSX, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useRequestKey } from '../../api/request-key.js';
import { FaultNote } from './fault-note.js';
import { type Fault, type FeedbackSubject, giveFeedback } from './public-call.js';

const SUBJECTS: readonly FeedbackSubject[] = ['dossier-handling', 'conduct', 'fees', 'online-service', 'regulation', 'other'];
const PHONE = /^\+?[0-9][0-9 .-]{5,18}[0-9]$/;

/** Feedback about the dossier, anonymous unless a number is left. Folded in: few come for it. */
export function FeedbackSection({ token }: { readonly token: string }): JSX.Element {
  const { t } = useTranslation('citizen');
  const { header, renew } = useRequestKey();
  const [subject, setSubject] = useState<FeedbackSubject>('dossier-handling');
  const [content, setContent] = useState('');
  const [contact, setContact] = useState('');
  const [wrong, setWrong] = useState<'missing' | 'contactWrong'>();
  const [fault, setFault] = useState<Fault>();
  const [isBusy, setBusy] = useState(false);
  const [code, setCode] = useState<string>();
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const [words, phone] = [content.trim(), contact.trim()];
    const found = words === '' ? 'missing' : phone !== '' && !PHONE.test(phone) ? 'contactWrong' : undefined;
    setWrong(found);
    if (found !== undefined) return;
    setBusy(true);
    const outcome = await giveFeedback(token, header(), { subject, content: words, ...(phone === '' ? {} : { answerTo: { phone } }) });
    setBusy(false);
    setFault(outcome.kind === 'fault' ? outcome.fault : undefined);
    if (outcome.kind === 'done') { renew(); setCode(outcome.value); }
  };
  if (code !== undefined) return <section className="citizen-card"><p role="status">{t('feedback.thanks', { code })}</p></section>;
  return (
    <section className="citizen-card">
      <details>
        <summary>{t('feedback.title')}</summary>
        <form className="citizen-form" onSubmit={(event) => { void send(event); }} noValidate>
          <label htmlFor="citizen-subject">{t('feedback.subject')}</label>
          <select id="citizen-subject" value={subject} onChange={(event) => { setSubject(event.target.value as FeedbackSubject); renew(); }}>
            {SUBJECTS.map((each) => <option key={each} value={each}>{t(`feedback.subjects.${each}`)}</option>)}
          </select>
          <label htmlFor="citizen-content">{t('feedback.content')}</label>
          <textarea id="citizen-content" value={content} maxLength={10_000} rows={5} aria-invalid={wrong === 'missing'} onChange={(event) => { setContent(event.target.value); renew(); }} />
          <label htmlFor="citizen-contact">{t('feedback.contact')}</label>
          <input id="citizen-contact" value={contact} inputMode="tel" autoComplete="tel" maxLength={20} aria-invalid={wrong === 'contactWrong'} onChange={(event) => { setContact(event.target.value); renew(); }} />
          <div role="alert">{wrong === undefined ? null : <p className="citizen-fault">⚠ {t(`feedback.${wrong}`)}</p>}</div>
          <FaultNote fault={fault} />
          <button type="submit" className="citizen-main" disabled={isBusy}>{t('feedback.send')}</button>
        </form>
      </details>
    </section>
  );
}
