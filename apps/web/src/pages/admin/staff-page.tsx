import { Fragment, useState, type JSX } from 'react';
import { Button, Checkbox, Form, Input, Modal, Select } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { formatDay } from '../../format/moments.js';
import { useLabels } from '../../texts/use-labels.js';
import { DayField } from '../../ui/day-field.js';
import { useFocusBack } from '../../ui/focus-back.js';
import { PageHead } from '../../ui/page-head.js';
import { BY_KEY, PagedTable } from '../../ui/paged-table.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { WRAPPED } from '../../ui/table-scroll.js';
import { useAgencies } from '../../api/agencies.js';
import { useEverybody } from '../../api/people.js';
import { AgencySelect } from './agency-select.js';

type Staff = components['schemas']['StaffMember'];
type StaffRequest = components['schemas']['StaffRequest'];

const ROLES = ['clerk', 'officer', 'head', 'signatory', 'manager', 'admin', 'auditor'] as const satisfies readonly StaffRequest['role'][];

/** Who works where, in which role. People are ended, never deleted. */
export function Component(): JSX.Element {
  const { t } = useTranslation('admin');
  const { nameOf } = useAgencies();
  const { nameOf: personName } = useEverybody();
  const [agency, setAgency] = useState<string>();
  const [edited, setEdited] = useState<Staff | 'new'>();
  // Loaded with the page: a dialog that waited for its words would have the page wait with it, and the focus lost.
  const roleLabels = useLabels('roles');
  const staff = api.useInfiniteQuery('get', '/api/v1/staff', { params: { query: { limit: 100, ...(agency === undefined ? {} : { agency }) } } }, BY_KEY);
  return (
    <>
      <PageHead title={t('staff.title')}><Link to="/vang-mat">{t('staff.absences')}</Link><Link to="/quan-tri/tham-quyen-ky">{t('menu.authorities')}</Link><Button type="primary" onClick={() => { setEdited('new'); }}>{t('staff.new')}</Button></PageHead>
      <div style={{ maxWidth: 420, marginBottom: 12 }}><AgencySelect label={t('calendar.agency')} value={agency} allowNone={t('staff.allAgencies')} onChange={setAgency} /></div>
      <PagedTable
        pages={staff}
        rowKey="subject"
        scroll={WRAPPED}
        empty={t('staff.none')}
        columns={[
          { title: t('staff.name'), dataIndex: 'name' },
          { title: t('staff.subject'), render: (_, { subject }) => <Account text={subject} /> },
          { title: t('staff.role'), dataIndex: 'roleLabel' },
          { title: t('staff.position'), dataIndex: 'position' },
          { title: t('staff.agency'), render: (_, member) => <span className="long-name">{nameOf(member.agency)}</span> },
          { title: t('staff.superior'), render: (_, { superior }) => (superior === null ? t('staff.headOfAgency') : personName(superior)) },
          { title: t('staff.active'), render: (_, { activeFrom, activeUntil }) => `${formatDay(activeFrom)} – ${activeUntil === null ? t('staff.open') : formatDay(activeUntil)}` },
          { title: t('staff.mail'), render: (_, { mailWanted, email }) => (mailWanted ? (email === null ? t('yes') : <Account text={email} />) : '–') },
          { title: t('staff.act'), render: (_, member) => <Button size="small" onClick={() => { setEdited(member); }}>{t('staff.edit')}<span className="visually-hidden"> {member.name}</span></Button> },
        ]}
      />
      {edited === undefined ? null : <StaffForm member={edited} roleLabels={roleLabels} onClose={() => { setEdited(undefined); }} />}
    </>
  );
}

/** An account or an address, which a narrow column parts before its @. */
function Account({ text }: { readonly text: string }): JSX.Element {
  const [name, ...place] = text.split('@');
  return <>{name}{place.map((each) => <Fragment key={each}><wbr />@{each}</Fragment>)}</>;
}

function StaffForm({ member, roleLabels, onClose }: { readonly member: Staff | 'new'; readonly roleLabels: ReturnType<typeof useLabels<'roles'>>; readonly onClose: () => void }): JSX.Element {
  const { t } = useTranslation('admin');
  useFocusBack();
  const queries = useQueryClient();
  const [form] = Form.useForm<StaffRequest>();
  const put = api.useMutation('post', '/api/v1/staff', { onSuccess: async () => { await queries.invalidateQueries(); onClose(); } });
  const known = member === 'new' ? undefined : member;
  const save = (values: StaffRequest): void => {
    put.mutate({ body: Object.fromEntries(Object.entries(values).filter(([, value]: readonly [string, unknown]) => value !== undefined && value !== '' && value !== null)) as unknown as StaffRequest });
  };
  return (
    <Modal open title={known === undefined ? t('staff.new') : known.name} okText={t('save')} cancelText={t('cancel')} onCancel={onClose} onOk={() => { form.submit(); }} confirmLoading={put.isPending}>
      <Form<StaffRequest>
        form={form}
        layout="vertical"
        onFinish={save}
        initialValues={known === undefined ? { role: 'officer', mailWanted: false } : { ...known, email: known.email ?? undefined, activeUntil: known.activeUntil ?? undefined, superior: known.superior ?? undefined }}
      >
        <Form.Item name="subject" label={t('staff.subject')} rules={[{ required: true, message: t('needed') }]}><Input disabled={known !== undefined} /></Form.Item>
        <Form.Item name="name" label={t('staff.name')} rules={[{ required: true, message: t('needed') }]}><Input maxLength={120} /></Form.Item>
        <Form.Item name="agency" label={t('staff.agency')} rules={[{ required: true, message: t('needed') }]}><AgencySelect /></Form.Item>
        <Form.Item name="role" label={t('staff.role')}><Select options={ROLES.map((role) => ({ value: role, label: roleLabels[role] }))} /></Form.Item>
        <Form.Item name="position" label={t('staff.position')} rules={[{ required: true, message: t('needed') }]}><Input maxLength={120} /></Form.Item>
        <Form.Item name="superior" label={t('staff.superior')} extra={t('staff.superiorHelp')}><Input /></Form.Item>
        <Form.Item name="activeFrom" label={t('staff.activeFrom')} rules={[{ required: true, message: t('needed') }]}><DayField /></Form.Item>
        <Form.Item name="activeUntil" label={t('staff.activeUntil')}><DayField /></Form.Item>
        <Form.Item name="email" label={t('staff.email')}><Input type="email" /></Form.Item>
        <Form.Item name="mailWanted" valuePropName="checked"><Checkbox>{t('staff.mailWanted')}</Checkbox></Form.Item>
      </Form>
      {put.error === null ? null : <ProblemAlert error={put.error} />}
    </Modal>
  );
}
