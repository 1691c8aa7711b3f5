import type { JSX } from 'react';
import { CheckCircleOutlined } from '@ant-design/icons';
import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAgencies } from '../../api/agencies.js';
import { api } from '../../api/client.js';
import { formatMoment } from '../../format/moments.js';
import { useStageNames } from '../../api/stage-names.js';
import { BY_KEY, PagedTable } from '../../ui/paged-table.js';
import { ProcedureName } from '../../ui/procedure-name.js';
import { STANDING_COLOURS } from '../../ui/theme.js';
import { useEverybody } from '../../api/people.js';
import { TimeLeft } from './time-left.js';
import { type DossierItem } from './types.js';
import type { QueueColumn, WorkQueue } from './work-queues.js';
import { dossierAddress } from '../../shell/dossier-address.js';

const PAGE = 50;

/** A queue's lines, what presses most first, with the columns the queue names. */
export function QueueLines({ shown, asked, chosen, onChoose }: {
  readonly shown: WorkQueue;
  readonly asked: { readonly officer?: string; readonly procedure?: string; readonly search?: string };
  readonly chosen: readonly string[];
  readonly onChoose: (codes: readonly string[]) => void;
}): JSX.Element {
  const { t } = useTranslation('officer');
  const { nameOf: agencyName } = useAgencies();
  const { nameOf: personName } = useEverybody();
  const pages = api.useInfiniteQuery('get', '/api/v1/dossiers', { params: { query: { ...asked, queue: shown.queue, limit: PAGE } } }, BY_KEY);
  const lines = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const stageName = useStageNames(shown.columns.includes('stage') ? lines.map(({ procedureCode }) => procedureCode) : []);
  const known: Record<QueueColumn, TableColumnsType<DossierItem>[number]> = {
    officer: { title: t('columns.officer'), key: 'officer', render: (_, { officers }) => (officers.length === 0 ? t('columns.nobody') : officers.map(personName).join(', ')) },
    agency: { title: t('columns.agency'), key: 'agency', render: (_, { holders, competentAgency }) => (holders.length === 0 ? agencyName(competentAgency) : holders.map(agencyName).join(', ')) },
    stage: { title: t('columns.stage'), key: 'stage', render: (_, { procedureCode, stages, stageLate }) => <>{stages.map((stage) => stageName(procedureCode, stage)).join(', ')}{stageLate ? ` ${t('columns.stageLate')}` : ''}</> },
    appointment: { title: t('columns.appointment'), key: 'appointment', render: (_, { appointment, dueAt }) => <Dates appointment={appointment} dueAt={dueAt} /> },
    awaited: { title: t('columns.awaited'), key: 'awaited', render: (_, { awaitedDueAt, awaitedLate }) => <>{awaitedDueAt === null ? '' : formatMoment(awaitedDueAt)}{awaitedLate ? ` ${t('columns.awaitedLate')}` : ''}</> },
    status: { title: t('columns.status'), key: 'status', dataIndex: 'statusLabel' },
  };
  const address = (code: string): string => (shown.main === 'letters' ? `${dossierAddress(code)}#van-ban` : dossierAddress(code));
  const columns: TableColumnsType<DossierItem> = [
    { title: t('columns.code'), key: 'code', render: (_, { code, urgent }) => <><Link to={address(code)}>{code}</Link>{urgent ? <b className="urgent-word"> {t('columns.urgent')}</b> : null}</> },
    { title: t('columns.procedure'), key: 'procedure', render: (_, { procedureName }) => <ProcedureName name={procedureName} /> },
    { title: t('columns.left'), key: 'left', render: (_, item) => <TimeLeft item={item} /> },
    ...shown.columns.map((column) => known[column]),
  ];
  const words = t(`empty.${shown.queue as 'late'}`);
  // Each agency counts on its own calendar, and lines are in the order of their dates.
  const deciding = new Set(lines.map(({ competentAgency }) => competentAgency));
  return (
    <>
      {deciding.size > 1 ? <p>{t('work.byDate')}</p> : null}
      <PagedTable<DossierItem>
        pages={pages}
        rowKey="code"
        columns={columns}
        empty={shown.emptyIsGood === true ? <span style={{ color: STANDING_COLOURS.done }}><CheckCircleOutlined aria-hidden /> {words}</span> : words}
        rowSelection={{
          selectedRowKeys: [...chosen],
          onChange: (keys) => { onChoose(keys.map(String)); },
          keepsUnseen: true,
          getCheckboxProps: ({ code }) => namedBox(t('work.choose', { code })),
          getTitleCheckboxProps: () => namedBox(t('work.chooseAll')),
        }}
      />
    </>
  );
}

/** What a screen reader calls the box of a line: antd hands it on to the input, though its type does not name it. */
function namedBox(name: string): object {
  return { 'aria-label': name };
}

/** The date people were given; where it was given anew, the one before struck through. */
export function Dates({ appointment, dueAt }: { readonly appointment: string | null; readonly dueAt: string | null }): JSX.Element {
  const { t } = useTranslation('officer');
  if (appointment === null && dueAt === null) return <>{t('columns.noDate')}</>;
  if (appointment === null || dueAt === null || appointment === dueAt) return <>{formatMoment(appointment ?? dueAt ?? '')}</>;
  return <><s className="moved-date">{formatMoment(dueAt)}</s> <b>{formatMoment(appointment)}</b></>;
}
