import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { PageHead } from '../ui/page-head.js';

/** An address that is no page. */
export function Component(): JSX.Element {
  const { t } = useTranslation('shell');
  return <><PageHead title={t('unknownPage')} /><Link to="/">{t('toStart')}</Link></>;
}
