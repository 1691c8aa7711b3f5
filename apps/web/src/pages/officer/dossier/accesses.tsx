import { useState, type JSX } from 'react';
import { Button, Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/client.js';
import { formatMoment } from '../../../format/moments.js';
import { BY_KEY, PagedTable } from '../../../ui/paged-table.js';

/** Who was shown personal data of the dossier; asked for only when somebody wants to know. */
export function Accesses({ code }: { readonly code: string }): JSX.Element {
  const { t } = useTranslation('officer');
  const [isOpen, setOpen] = useState(false);
  return (
    <Card size="small" title={<h2>{t('accesses.title')}</h2>} className="no-print">
      <Button size="small" aria-expanded={isOpen} onClick={() => { setOpen(!isOpen); }}>{t(isOpen ? 'accesses.hide' : 'accesses.show')}</Button>
      {isOpen ? <List code={code} /> : null}
    </Card>
  );
}

function List({ code }: { readonly code: string }): JSX.Element {
  const { t } = useTranslation('officer');
  const pages = api.useInfiniteQuery('get', '/api/v1/access-log', { params: { query: { dossier: code, limit: 20 } } }, BY_KEY);
  return (
    <PagedTable
      pages={pages}
      rowKey="id"
      empty={t('accesses.none')}
      columns={[
        { title: t('accesses.at'), render: (_, { at }) => formatMoment(at) },
        { title: t('accesses.who'), render: (_, { name, subject, roleLabel }) => `${name ?? subject} (${roleLabel})` },
        { title: t('accesses.what'), render: (_, { viewLabel }) => viewLabel },
      ]}
    />
  );
}
