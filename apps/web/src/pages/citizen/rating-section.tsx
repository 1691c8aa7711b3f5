import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useRequestKey } from '../../api/request-key.js';
import { FaultNote } from './fault-note.js';
import { type Fault, rate, type Rating } from './public-call.js';

const RATINGS: readonly Rating[] = ['very-satisfied', 'satisfied', 'dissatisfied'];
/** Mouths of the faces, within a circle of 40. */
const MOUTHS: Readonly<Record<Rating, string>> = { 'very-satisfied': 'M10 23 Q20 35 30 23 Z', satisfied: 'M12 25 Q20 31 28 25', dissatisfied: 'M12 30 Q20 22 28 30' };

/** Three faces. At a kiosk one touch is the answer; elsewhere words may be added. */
export function RatingSection({ token, given, isKiosk = false }: { readonly token: string; readonly given: Rating | null; readonly isKiosk?: boolean }): JSX.Element {
  const { t } = useTranslation('citizen');
  const { header, renew } = useRequestKey();
  const [chosen, setChosen] = useState<Rating | null>(given);
  const [comment, setComment] = useState('');
  const [isSent, setSent] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const send = async (rating: Rating): Promise<void> => {
    setBusy(true);
    const words = comment.trim();
    const outcome = await rate(token, header(), { rating, kiosk: isKiosk, ...(words === '' ? {} : { comment: words }) });
    setBusy(false);
    setFault(outcome.kind === 'fault' ? outcome.fault : undefined);
    if (outcome.kind === 'done') { renew(); setSent(true); }
  };
  const choose = (rating: Rating): void => {
    renew();
    setChosen(rating);
    setSent(false);
    if (isKiosk) void send(rating);
  };
  return (
    <section className="citizen-card" aria-labelledby="citizen-rating">
      <h2 id="citizen-rating">{t('rating.title')}</h2>
      <div className="citizen-faces" role="group" aria-labelledby="citizen-rating">
        {RATINGS.map((rating) => (
          <button key={rating} type="button" aria-pressed={chosen === rating} disabled={isBusy} onClick={() => { choose(rating); }}>
            <svg viewBox="0 0 40 40" aria-hidden="true"><circle cx="20" cy="20" r="18" /><circle cx="14" cy="16" r="2.2" className="eye" /><circle cx="26" cy="16" r="2.2" className="eye" /><path d={MOUTHS[rating]} /></svg>
            {t(`rating.${rating}`)}
          </button>
        ))}
      </div>
      {chosen === null || isKiosk || isSent ? null : (
        <div className="citizen-form">
          <label htmlFor="citizen-comment">{t('rating.comment')}</label>
          <textarea id="citizen-comment" value={comment} maxLength={2000} rows={3} onChange={(event) => { setComment(event.target.value); }} />
          <button type="button" className="citizen-main" disabled={isBusy} onClick={() => { void send(chosen); }}>{t('rating.send')}</button>
        </div>
      )}
      <FaultNote fault={fault} />
      <p role="status">{isSent ? t('rating.thanks') : ''}</p>
    </section>
  );
}
