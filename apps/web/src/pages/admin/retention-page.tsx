import { useState, type JSX } from 'react';
import { Button, Form, Input, Modal, Popconfirm } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAgencies } from '../../api/agencies.js';
import { api } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { formatDay, formatMoment } from '../../format/moments.js';
import { useMay, useMe } from '../../session/me.js';
import { dossierAddress } from '../../shell/dossier-address.js';
import { PageHead } from '../../ui/page-head.js';
import { BY_KEY, PagedTable } from '../../ui/paged-table.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { useContentKey } from './content-key.js';
import { renewIfAnswered } from './renew-if-answered.js';

type Outcomes = components['schemas']['RetentionOutcomes'];

/** Closed dossiers whose personal data is past its retention: one person confirms, another erases. */
export function Component(): JSX.Element {
  const { t } = useTranslation('admin');
  const queries = useQueryClient();
  const { nameOf } = useAgencies();
  const { subject } = useMe();
  const mayErase = useMay('ErasePersonalData');
  const { headerOf, renew } = useContentKey();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [outcomes, setOutcomes] = useState<Outcomes>();
  const [isConfirming, setConfirming] = useState(false);
  const due = api.useInfiniteQuery('get', '/api/v1/retention-due', { params: { query: { limit: 100 } } }, BY_KEY);
  const done = (answer: Outcomes): Promise<void> => { renew(); setChosen([]); setConfirming(false); setOutcomes(answer); return queries.invalidateQueries(); };
  const confirm = api.useMutation('post', '/api/v1/retention-due/confirmations', { onSuccess: done });
  const erase = api.useMutation('post', '/api/v1/retention-due/erasures', { onSuccess: done, onError: renewIfAnswered(renew) });
  const failure = confirm.error ?? erase.error;
  const isOwn = new Set(due.data?.pages.flatMap(({ items }) => items).filter(({ confirmedBy }) => confirmedBy === subject).map(({ dossierCode }) => dossierCode));
  const body = { dossiers: [...chosen] };
  return (
    <>
      <PageHead title={t('retention.title')}>
        <Button disabled={chosen.length === 0} onClick={() => { setConfirming(true); }}>{t('retention.confirm', { count: chosen.length })}</Button>
        {mayErase ? (
          <Popconfirm title={t('retention.eraseSure', { count: chosen.length })} okText={t('retention.eraseYes')} cancelText={t('cancel')} onConfirm={() => { erase.mutate({ params: { header: headerOf(body) }, body }); }}>
            <Button danger disabled={chosen.length === 0 || chosen.some((code) => isOwn.has(code))} loading={erase.isPending}>{t('retention.erase', { count: chosen.length })}</Button>
          </Popconfirm>
        ) : null}
      </PageHead>
      <p>{t('retention.help')}</p>
      {failure === null ? null : <ProblemAlert error={failure} />}
      {outcomes === undefined ? null : <ul aria-live="polite">{outcomes.items.map(({ dossierCode, label }) => <li key={dossierCode}>{dossierCode}: {label}</li>)}</ul>}
      <PagedTable
        pages={due}
        rowKey="dossierCode"
        empty={t('retention.none')}
        rowSelection={{ selectedRowKeys: [...chosen], onChange: (keys) => { setChosen(keys.map(String)); }, getCheckboxProps: ({ dossierCode }) => ({ 'aria-label': dossierCode }), getTitleCheckboxProps: () => ({ 'aria-label': t('printing.all') }) }}
        columns={[
          { title: t('impact.dossier'), render: (_, { dossierCode }) => <Link to={dossierAddress(dossierCode)}>{dossierCode}</Link> },
          { title: t('retention.procedure'), render: (_, { procedureName }) => procedureName },
          { title: t('impact.agency'), render: (_, { agency }) => nameOf(agency) },
          { title: t('retention.dueOn'), render: (_, { dueOn, years }) => t('retention.dueLine', { day: formatDay(dueOn), years }) },
          { title: t('retention.confirmed'), render: (_, { confirmedBy, confirmedAt, decisionNumber }) => (confirmedAt === null ? t('retention.notYet') : t('retention.confirmedLine', { by: confirmedBy ?? '', moment: formatMoment(confirmedAt), number: decisionNumber ?? '' })) },
        ]}
      />
      <Modal open={isConfirming} title={t('retention.confirmTitle')} footer={null} onCancel={() => { setConfirming(false); }} destroyOnHidden>
        <Form<{ number: string }> layout="vertical" onFinish={({ number }) => { confirm.mutate({ body: { ...body, decisionNumber: number } }); }}>
          <Form.Item name="number" label={t('retention.number')} rules={[{ required: true, message: t('needed') }]}><Input maxLength={60} /></Form.Item>
          <Button type="primary" htmlType="submit" loading={confirm.isPending}>{t('retention.confirmSend')}</Button>
        </Form>
      </Modal>
    </>
  );
}
