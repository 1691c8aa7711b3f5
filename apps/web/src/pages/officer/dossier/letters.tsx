import { useState, type JSX } from 'react';
import { Button, Card, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { BY_KEY } from '../../../api/by-key.js';
import { api } from '../../../api/client.js';
import { formatMoment } from '../../../format/moments.js';
import { formatLength } from '../../../format/numbers.js';
import { PdfDialog } from '../../../ui/pdf-dialog.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';
import type { Dossier } from '../types.js';

/** Letters owed and sent, each as the real file; and the slips that are printed at any time. */
export function Letters({ dossier }: { readonly dossier: Dossier }): JSX.Element {
  const { t } = useTranslation('officer');
  const [shown, setShown] = useState<{ readonly path: string; readonly name: string }>();
  const { data, error } = api.useQuery('get', '/api/v1/dossiers/{code}/letters', { params: { path: { code: dossier.code } } });
  const letters = data?.items ?? [];
  const slips = [['receipt', dossier.links.receipt], ['controlSlip', dossier.links.controlSlip], ['transferSlip', dossier.links.transferSlip]] as const;
  return (
    <Card size="small" id="van-ban" title={<h2>{t('letters.title')}</h2>}>
      {error === null ? null : <ProblemAlert error={error} />}
      {data !== undefined && letters.length === 0 ? <p>{t('letters.none')}</p> : null}
      <ul className="plain">
        {letters.map(({ key, label, statusLabel, owedAt, status, link, links }) => (
          <li key={key}>
            <Flex gap="small" wrap align="baseline"><b>{label}</b> <span>{statusLabel} · {formatMoment(owedAt)}</span> <Button size="small" onClick={() => { setShown({ path: status === 'owed' ? links.preview : link, name: `${dossier.code} – ${label}` }); }}>{t(status === 'owed' ? 'letters.preview' : 'letters.look')}</Button></Flex>
          </li>
        ))}
      </ul>
      {dossier.personal === null ? null : <Openings code={dossier.code} />}
      {dossier.personal === null ? null : <Flex gap="small" wrap>{slips.map(([name, path]) => <Button key={name} size="small" onClick={() => { setShown({ path, name: `${dossier.code} – ${t(`letters.${name}`)}` }); }}>{t(`letters.${name}`)}</Button>)}</Flex>}
      {shown === undefined ? null : <PdfDialog path={shown.path} name={shown.name} onClose={() => { setShown(undefined); }} />}
    </Card>
  );
}

/** When letters were opened on the public page, and how whoever did proved to be whom they are for. */
function Openings({ code }: { readonly code: string }): JSX.Element | null {
  const { t } = useTranslation('officer');
  const pages = api.useInfiniteQuery('get', '/api/v1/dossiers/{code}/letter-openings', { params: { path: { code } } }, BY_KEY);
  const openings = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  if (pages.error !== null) return <ProblemAlert error={pages.error} />;
  if (pages.data === undefined) return null;
  return (
    <details>
      <summary>{t('letters.openings', { length: formatLength({ count: openings.length, more: pages.hasNextPage }) })}</summary>
      {openings.length === 0 ? <p>{t('letters.unopened')}</p> : <ul className="plain">{openings.map(({ letterLabel, openedAt, byLabel }, index) => <li key={index}><b>{letterLabel}</b> <span>{formatMoment(openedAt)} · {byLabel}</span></li>)}</ul>}
      {pages.hasNextPage ? <Button size="small" loading={pages.isFetchingNextPage} onClick={() => { void pages.fetchNextPage(); }}>{t('letters.moreOpenings')}</Button> : null}
    </details>
  );
}
