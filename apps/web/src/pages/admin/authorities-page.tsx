import { useState, type JSX } from 'react';
import { Button, Form, Input, Modal, Popconfirm, Select } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { useRequestKey } from '../../api/request-key.js';
import type { components } from '../../api/schema.js';
import { formatMoment } from '../../format/moments.js';
import { useLabels } from '../../texts/use-labels.js';
import { MomentField } from '../../ui/day-field.js';
import { useFocusBack } from '../../ui/focus-back.js';
import { PageHead } from '../../ui/page-head.js';
import { BY_KEY, PagedTable } from '../../ui/paged-table.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { useAgencies } from '../../api/agencies.js';
import { AgencySelect } from './agency-select.js';
import { renewIfAnswered } from './renew-if-answered.js';

type Request = components['schemas']['SigningAuthorityRequest'];
type Typed = Omit<Request, 'validFrom' | 'validUntil'> & { readonly from: string; readonly until?: string };

/** Who may sign for which agency, those that are over included. */
export function Component(): JSX.Element {
  const { t } = useTranslation('admin');
  const queries = useQueryClient();
  const [adding, setAdding] = useState(false);
  // Loaded with the page: a dialog that waited for its words would have the page wait with it, and the focus lost.
  const capacities = useLabels('signingCapacities');
  const { nameOf } = useAgencies();
  const [agency, setAgency] = useState<string>();
  const list = api.useInfiniteQuery('get', '/api/v1/signing-authorities', { params: { query: { limit: 50, ...(agency === undefined ? {} : { agency }) } } }, BY_KEY);
  const end = api.useMutation('post', '/api/v1/signing-authorities/{id}/end', { onSuccess: () => queries.invalidateQueries() });
  return (
    <>
      <PageHead title={t('authorities.title')}><Button type="primary" onClick={() => { setAdding(true); }}>{t('authorities.new')}</Button></PageHead>
      <div style={{ maxWidth: 420, marginBottom: 12 }}><AgencySelect label={t('calendar.agency')} value={agency} allowNone={t('staff.allAgencies')} onChange={setAgency} /></div>
      {end.error === null ? null : <ProblemAlert error={end.error} />}
      <PagedTable
        pages={list}
        rowKey="id"
        scroll={{ x: true }}
        empty={t('authorities.none')}
        columns={[
          { title: t('staff.name'), dataIndex: 'name' },
          { title: t('staff.position'), dataIndex: 'position' },
          { title: t('staff.agency'), render: (_, authority) => nameOf(authority.agency) },
          { title: t('authorities.capacity'), render: (_, { capacityLabel, signedFor }) => `${capacityLabel}${signedFor === null ? '' : `, ${signedFor}`}` },
          { title: t('authorities.delegation'), render: (_, { delegationNumber }) => delegationNumber ?? '–' },
          { title: t('authorities.valid'), render: (_, { validFrom, validUntil }) => `${formatMoment(validFrom)} – ${validUntil === null ? t('staff.open') : formatMoment(validUntil)}` },
          { title: t('authorities.stands'), render: (_, { inForce, ended }) => (ended === null ? t(inForce ? 'authorities.inForce' : 'authorities.notInForce') : t('authorities.ended', { by: ended.by, moment: formatMoment(ended.at) })) },
          { title: t('staff.act'), render: (_, { id, ended }) => (ended !== null ? null : <Popconfirm title={t('authorities.endSure')} okText={t('authorities.end')} cancelText={t('cancel')} onConfirm={() => { end.mutate({ params: { path: { id } } }); }}><Button size="small" danger>{t('authorities.end')}</Button></Popconfirm>) },
        ]}
      />
      {adding ? <AuthorityForm capacities={capacities} onClose={() => { setAdding(false); }} /> : null}
    </>
  );
}

function AuthorityForm({ capacities, onClose }: { readonly capacities: ReturnType<typeof useLabels<'signingCapacities'>>; readonly onClose: () => void }): JSX.Element {
  const { t } = useTranslation('admin');
  useFocusBack();
  const queries = useQueryClient();
  const { header, renew } = useRequestKey();
  const [form] = Form.useForm<Typed>();
  const add = api.useMutation('post', '/api/v1/signing-authorities', { onSuccess: async () => { renew(); await queries.invalidateQueries(); onClose(); }, onError: renewIfAnswered(renew) });
  const save = ({ from, until, ...rest }: Typed): void => {
    const given = Object.fromEntries(Object.entries(rest).filter(([, value]: readonly [string, unknown]) => value !== undefined && value !== '')) as unknown as Omit<Request, 'validFrom'>;
    add.mutate({ params: { header: header() }, body: { ...given, validFrom: `${from}:00+07:00`, ...(until === undefined || until === '' ? {} : { validUntil: `${until}:00+07:00` }) } });
  };
  return (
    <Modal open title={t('authorities.new')} okText={t('save')} cancelText={t('cancel')} onCancel={onClose} onOk={() => { form.submit(); }} confirmLoading={add.isPending}>
      <Form<Typed> form={form} layout="vertical" onFinish={save} initialValues={{ capacity: 'head' }}>
        <Form.Item name="agency" label={t('staff.agency')} rules={[{ required: true, message: t('needed') }]}><AgencySelect /></Form.Item>
        <Form.Item name="subject" label={t('staff.subject')} rules={[{ required: true, message: t('needed') }]}><Input /></Form.Item>
        <Form.Item name="name" label={t('staff.name')} rules={[{ required: true, message: t('needed') }]}><Input maxLength={120} /></Form.Item>
        <Form.Item name="position" label={t('staff.position')} rules={[{ required: true, message: t('needed') }]}><Input maxLength={120} /></Form.Item>
        <Form.Item name="capacity" label={t('authorities.capacity')}><Select options={Object.entries(capacities).map(([value, label]) => ({ value, label }))} /></Form.Item>
        <Form.Item name="signedFor" label={t('authorities.signedFor')}><Input maxLength={120} /></Form.Item>
        <Form.Item name="collective" label={t('authorities.collective')}><Input maxLength={160} /></Form.Item>
        <Form.Item name="delegationNumber" label={t('authorities.delegation')}><Input /></Form.Item>
        <Form.Item name="from" label={t('authorities.from')} rules={[{ required: true, message: t('needed') }]}><MomentField /></Form.Item>
        <Form.Item name="until" label={t('authorities.until')}><MomentField /></Form.Item>
      </Form>
      {add.error === null ? null : <ProblemAlert error={add.error} />}
    </Modal>
  );
}
