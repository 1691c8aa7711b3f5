import { useState, type JSX } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Modal, Select, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAgencies } from '../../../api/agencies.js';
import { api, call, isProblem } from '../../../api/client.js';
import { useRequestKey } from '../../../api/request-key.js';
import { formatMoment } from '../../../format/moments.js';
import { useMe } from '../../../session/me.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';
import { Waiting } from '../../../ui/waiting.js';
import { useStaff } from '../../../api/people.js';
import type { BulkPreview, BulkType } from '../types.js';

type Item = BulkPreview['items'][number];
type Chosen = readonly { readonly code: string; readonly stage?: string }[];

/** One action on the chosen dossiers: to whom, then its effect on each and on everybody's load, then done. Closed with whether it was done. */
export function BulkBar({ action, codes, stages, officer: given, onClose }: { readonly action: BulkType; readonly codes: readonly string[]; readonly stages?: Readonly<Record<string, string>>; readonly officer?: string; readonly onClose: (done: boolean) => void }): JSX.Element {
  const { t } = useTranslation('officer');
  const me = useMe();
  const [officer, setOfficer] = useState<string | undefined>(given);
  const [problem, setProblem] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const { header, renew } = useRequestKey();
  const queries = useQueryClient();
  const staff = useStaff(me.role === 'head' ? undefined : me.agency.code);
  const dossiers: Chosen = codes.map((code) => ({ code, ...(stages?.[code] === undefined ? {} : { stage: stages[code] }) }));
  const ready = action !== 'Assign' || officer !== undefined;
  const asked = { action, dossiers: dossiers.map((each) => ({ ...each })), ...(action === 'Assign' && officer !== undefined ? { officer } : {}) };
  const preview = api.useQuery('post', '/api/v1/bulk-actions/preview', { body: asked }, { enabled: ready, staleTime: 0 });
  const allowed = preview.data?.items.filter((item) => item.allowed) ?? [];
  const send = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      const wanted = new Set(allowed.map(({ dossierCode }) => dossierCode));
      const { data, error } = await call.POST('/api/v1/bulk-actions', { params: { header: header() }, body: { ...asked, dossiers: asked.dossiers.filter(({ code }) => wanted.has(code)) } });
      if (data === undefined) {
        setProblem(error);
        if (isProblem(error)) renew();
        return;
      }
      renew();
      await queries.invalidateQueries();
      onClose(true);
    } catch (failed) {
      setProblem(failed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      width={980}
      title={t(`bulk.title.${action}`, { count: codes.length })}
      okText={t('bulk.confirm', { count: allowed.length })}
      cancelText={t('bulk.cancel')}
      okButtonProps={{ disabled: allowed.length === 0 || !ready, loading: isBusy }}
      onOk={() => { void send(); }}
      onCancel={() => { onClose(false); }}
    >
      {action === 'Assign' ? (
        <label className="field">
          <span>{t('bulk.to')}</span>
          <Select showSearch={{ optionFilterProp: 'label' }} aria-label={t('bulk.to')} value={officer ?? null} onChange={(value: string) => { setOfficer(value); renew(); }} style={{ width: '100%' }} options={staff.filter(({ role }) => role === 'officer' || role === 'head').map((person) => ({ value: person.subject, label: `${person.name} – ${person.roleLabel}` }))} />
        </label>
      ) : null}
      {ready && preview.isPending ? <Waiting /> : null}
      {preview.error === null ? null : <ProblemAlert error={preview.error} />}
      {preview.data === undefined ? null : <Effect preview={preview.data} />}
      {problem === undefined ? null : <ProblemAlert error={problem} onRetry={() => { void send(); }} />}
      <p>{action === 'AcceptHandover' ? t('bulk.noWayBack') : t('bulk.tenMinutes')}</p>
    </Modal>
  );
}

function Effect({ preview }: { readonly preview: BulkPreview }): JSX.Element {
  const { t } = useTranslation('officer');
  const { nameOf: agencyName } = useAgencies();
  const holder = (each: Item['from']): string => (each === null ? '–' : (each.officerName ?? each.officer ?? agencyName(each.agency)));
  return (
    <>
      {preview.warnings.map((warning) => <Alert key={warning} type="warning" showIcon title={warning} />)}
      <Table<BulkPreview['loads'][number]>
        size="small" pagination={false} rowKey="of" dataSource={preview.loads} title={() => t('bulk.loads')}
        columns={[
          { title: t('bulk.who'), dataIndex: 'name' },
          { title: t('bulk.open'), key: 'open', render: (_, { open }) => t('bulk.change', open) },
          { title: t('bulk.dueSoon'), key: 'soon', render: (_, { dueSoon }) => t('bulk.change', dueSoon) },
        ]}
      />
      <Table<Item>
        size="small" pagination={false} rowKey="dossierCode" dataSource={preview.items} scroll={{ x: 'max-content', y: 320 }} title={() => t('bulk.each', { allowed: preview.allowed, count: preview.items.length })}
        columns={[
          { title: t('columns.code'), dataIndex: 'dossierCode' },
          { title: t('bulk.from'), key: 'from', render: (_, { from }) => holder(from) },
          { title: t('bulk.into'), key: 'to', render: (_, { to }) => to.map(holder).join(', ') },
          { title: t('bulk.due'), key: 'due', render: (_, { dueAt }) => (dueAt === null ? '–' : formatMoment(dueAt)) },
          { title: t('bulk.outcome'), key: 'outcome', render: (_, { allowed, problem, warning }) => <span className="wrapped">{allowed ? (warning ?? t('bulk.willDo')) : `${t('bulk.wont')} ${problem?.title ?? ''}`}</span> },
        ]}
      />
    </>
  );
}
