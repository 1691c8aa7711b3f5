import { useEffect, type JSX, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** The heading of a page, which also names the tab; beside it what may be done there. */
export function PageHead({ title, children }: { readonly title: string; readonly children?: ReactNode }): JSX.Element {
  const { t } = useTranslation('shell');
  const brand = t('brand');
  useEffect(() => { document.title = `${title} – ${brand}`; }, [title, brand]);
  return <header className="page-head"><h1>{title}</h1><div className="actions no-print">{children}</div></header>;
}
