import type { JSX } from 'react';
import { Button, Flex, Popconfirm } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import { formatMoment } from '../../format/moments.js';
import { formatCount, formatPercent } from '../../format/numbers.js';
import { PageHead } from '../../ui/page-head.js';
import { BY_KEY, PagedTable } from '../../ui/paged-table.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { useAgencies } from '../../api/agencies.js';
import { useContentKey } from './content-key.js';
import { renewIfAnswered } from './renew-if-answered.js';
import { dossierAddress } from '../../shell/dossier-address.js';

/** Messages to the national portal that wait for a person: sent again, or given up. */
export function Component(): JSX.Element {
  const { t } = useTranslation('admin');
  const queries = useQueryClient();
  const { nameOf } = useAgencies();
  const messages = api.useInfiniteQuery('get', '/api/v1/sync/messages', { params: { query: { limit: 50 } } }, BY_KEY);
  const punctuality = api.useQuery('get', '/api/v1/sync/punctuality', {});
  const { headerOf, renew } = useContentKey();
  const resolve = api.useMutation('post', '/api/v1/sync/messages/{id}/resolution', { onSuccess: () => { renew(); return queries.invalidateQueries(); }, onError: renewIfAnswered(renew) });
  const answer = (id: number, given: 'again' | 'told-otherwise'): void => { resolve.mutate({ params: { path: { id }, header: headerOf({ id, given }) }, body: { answer: given } }); };
  return (
    <>
      <PageHead title={t('sync.title')} />
      {punctuality.data === undefined ? null : <p>{t('sync.punctuality', { rate: formatPercent(punctuality.data.total.value), numerator: formatCount(punctuality.data.total.numerator), denominator: formatCount(punctuality.data.total.denominator), formula: punctuality.data.formulaVi })}</p>}
      {resolve.error === null ? null : <ProblemAlert error={resolve.error} />}
      <PagedTable
        pages={messages}
        rowKey="id"
        scroll={{ x: true }}
        empty={t('sync.none')}
        columns={[
          { title: t('impact.dossier'), render: (_, { dossierCode }) => <Link to={dossierAddress(dossierCode)}>{dossierCode}</Link> },
          { title: t('impact.agency'), render: (_, { agency }) => nameOf(agency) },
          { title: t('sync.service'), render: (_, { service }) => t(`sync.services.${service}`) },
          { title: t('sync.stands'), render: (_, { statusLabel, reasonLabel }) => <>{statusLabel}{reasonLabel === null ? '' : `: ${reasonLabel}`}</> },
          { title: t('sync.words'), render: (_, { words }) => <div style={{ maxWidth: 280, whiteSpace: 'normal' }}>{words ?? '–'}</div> },
          { title: t('sync.made'), render: (_, { madeAt, attempts }) => t('sync.madeLine', { moment: formatMoment(madeAt), count: attempts }) },
          {
            title: t('staff.act'),
            render: (_, { id }) => (
              <Flex gap="small">
                <Button size="small" onClick={() => { answer(id, 'again'); }}>{t('sync.again')}</Button>
                <Popconfirm title={t('sync.giveUpSure')} okText={t('sync.giveUp')} cancelText={t('cancel')} onConfirm={() => { answer(id, 'told-otherwise'); }}><Button size="small" danger>{t('sync.giveUp')}</Button></Popconfirm>
              </Flex>
            ),
          },
        ]}
      />
    </>
  );
}
