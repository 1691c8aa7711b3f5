import { useEffect, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../api/server-time.js';
import { formatMoment } from '../../format/moments.js';
import type { Asked } from './asked.js';
import { ScopeWords } from './scope-words.js';

/** What a printed page says above everything else, as nobody sees the choices of the screen on it: which days, or what else was chosen, whose, and when it was printed. */
export function PrintHead({ asked, days }: { readonly asked: Asked; readonly days?: string }): JSX.Element {
  const { t } = useTranslation('manager');
  const [at, setAt] = useState(serverNow);
  useEffect(() => {
    const take = (): void => { setAt(serverNow()); };
    globalThis.addEventListener('beforeprint', take);
    return () => { globalThis.removeEventListener('beforeprint', take); };
  }, []);
  return (
    <div className="print-only print-head">
      <ScopeWords asked={asked} {...(days === undefined ? {} : { days })} />
      <p>{t('printedAt', { at: formatMoment(new Date(at).toISOString()) })}</p>
    </div>
  );
}
