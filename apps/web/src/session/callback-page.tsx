import { useEffect, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { finishSignIn, signIn } from './session.js';

/** The page the sign-in service sends back to: goes on to where the person was. */
export function Component(): JSX.Element {
  const navigate = useNavigate();
  const { t } = useTranslation('shell');
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    finishSignIn().then((path) => navigate(path, { replace: true }), () => { setFailed(true); });
  }, [navigate]);
  if (!failed) return <p role="status">{t('signingIn')}</p>;
  return (
    <main>
      <p role="alert">{t('signInFailed')}</p>
      <button type="button" onClick={() => { void signIn().catch(() => { setFailed(true); }); }}>{t('signInAgain')}</button>
    </main>
  );
}
