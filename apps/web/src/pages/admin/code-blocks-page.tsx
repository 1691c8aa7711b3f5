import { useState, type JSX, type SyntheticEvent } from 'react';
import { Button, InputNumber } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { useEverybody } from '../../api/people.js';
import { useRequestKey } from '../../api/request-key.js';
import type { components } from '../../api/schema.js';
import { formatMoment } from '../../format/moments.js';
import { useMe } from '../../session/me.js';
import { PageHead } from '../../ui/page-head.js';
import { BY_KEY, PagedTable } from '../../ui/paged-table.js';
import { PdfView } from '../../ui/pdf-view.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { useAgencies } from '../../api/agencies.js';
import { AgencySelect } from './agency-select.js';
import { renewIfAnswered } from './renew-if-answered.js';
import './calendar.css';

type Block = components['schemas']['CodeBlockState'];

/** Codes set aside for a desk whose line is cut, and the blank slips that bear them. */
export function Component(): JSX.Element {
  const { t } = useTranslation('admin');
  const me = useMe();
  const queries = useQueryClient();
  const { nameOf } = useAgencies();
  const { nameOf: personName } = useEverybody();
  const [agency, setAgency] = useState<string | undefined>(me.role === 'admin' ? undefined : me.agency.code);
  const [count, setCount] = useState<number | null>(20);
  const [shown, setShown] = useState<Block>();
  const blocks = api.useInfiniteQuery('get', '/api/v1/codes/blocks', { params: { query: { limit: 50 } } }, BY_KEY);
  const { header, renew } = useRequestKey();
  const reserve = api.useMutation('post', '/api/v1/codes/blocks', { onSuccess: () => { renew(); return queries.invalidateQueries(); }, onError: renewIfAnswered(renew) });
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (agency !== undefined && count !== null) reserve.mutate({ params: { header: header() }, body: { agencyCode: agency, count } });
  };
  return (
    <>
      <PageHead title={t('blocks.title')} />
      <form className="panel" onSubmit={submit}>
        <h2>{t('blocks.new')}</h2>
        <p>{t('blocks.help')}</p>
        <div className="field-grid">
          <label>{t('blocks.desk')}<AgencySelect label={t('blocks.desk')} value={agency} onChange={(chosen) => { renew(); setAgency(chosen); }} /></label>
          <label>{t('blocks.count')}<InputNumber min={1} max={200} value={count} onChange={(typed) => { renew(); setCount(typed); }} style={{ width: '100%' }} /></label>
        </div>
        {reserve.error === null ? null : <ProblemAlert error={reserve.error} />}
        <p><Button type="primary" htmlType="submit" disabled={agency === undefined} loading={reserve.isPending}>{t('blocks.reserve')}</Button></p>
      </form>
      <PagedTable
        pages={blocks}
        rowKey="id"
        empty={t('blocks.none')}
        columns={[
          { title: t('blocks.reservedAt'), render: (_, { reservedAt, reservedBy }) => `${personName(reservedBy)}, ${formatMoment(reservedAt)}` },
          { title: t('blocks.desk'), render: (_, block) => nameOf(block.agency) },
          { title: t('blocks.codes'), render: (_, { codes }) => `${codes[0]?.code ?? ''} … ${codes.at(-1)?.code ?? ''}` },
          { title: t('blocks.used'), render: (_, { codes }) => `${String(codes.filter(({ used }) => used).length)}/${String(codes.length)}` },
          { title: t('staff.act'), render: (_, block) => <Button size="small" disabled={block.codes.every(({ used }) => used)} onClick={() => { setShown(block); }}>{t('blocks.slips')}</Button> },
        ]}
      />
      {shown === undefined ? null : <section className="panel" style={{ marginTop: 16 }}><h2>{t('blocks.slips')}</h2><PdfView key={shown.id} path={shown.links.slips} name={`${shown.id}.pdf`} /></section>}
    </>
  );
}
