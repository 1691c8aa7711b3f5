import { useState, type JSX } from 'react';
import type { QueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Flex, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, call } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { useSending } from '../../api/sending.js';
import { formatMoment } from '../../format/moments.js';
import { rereadAddresses } from '../../live/refresher.js';
import { useMay, useMe } from '../../session/me.js';
import { BY_LABEL } from '../../ui/by-label.js';
import { DayField } from '../../ui/day-field.js';
import { useFocusBack } from '../../ui/focus-back.js';
import { PageHead } from '../../ui/page-head.js';
import { BY_KEY, PagedTable } from '../../ui/paged-table.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { Waiting } from '../../ui/waiting.js';
import { BulkBar } from './bulk/bulk-bar.js';
import { type Chosen, itemKey, MOST_OF_ONE_ACTION } from './bulk/chosen.js';
import { UndoBar } from './bulk/undo-bar.js';
import { useEverybody, useStaff } from '../../api/people.js';
import './officer.css';
import { dossierAddress } from '../../shell/dossier-address.js';

type Absence = components['schemas']['Absence'];
type DueWork = components['schemas']['DueWork'];
const PAGE = 50;
const rereadAbsences = (queries: QueryClient): void => { rereadAddresses(queries, '/api/v1/absences'); };
const REASONS = ['leave', 'sick', 'maternity', 'mission', 'training', 'other'] as const;

/** Who is away when, entering it with a substitute, and moving what falls due meanwhile in one action. */
export function Component(): JSX.Element {
  const { t } = useTranslation('officer');
  const { nameOf: personName } = useEverybody();
  const { isBusy, problem, send } = useSending(rereadAbsences);
  const [isOpen, setOpen] = useState(false);
  const [shown, setShown] = useState<Absence>();
  const pages = api.useInfiniteQuery('get', '/api/v1/absences', { params: { query: { limit: PAGE } } }, BY_KEY);
  const cancel = async (id: string): Promise<void> => {
    await send(() => call.POST('/api/v1/absences/{id}/cancel', { params: { path: { id } } }));
  };
  return (
    <>
      <PageHead title={t('absences.title')}><Button type="primary" onClick={() => { setOpen(true); }}>{t('absences.enter')}</Button></PageHead>
      <UndoBar />
      {problem === undefined ? null : <ProblemAlert error={problem} />}
      <PagedTable<Absence>
        pages={pages}
        rowKey="id"
        empty={t('absences.none')}
        columns={[
          { title: t('absences.who'), key: 'who', render: (_, { subject }) => personName(subject) },
          { title: t('absences.from'), key: 'from', render: (_, { from }) => formatMoment(from) },
          { title: t('absences.until'), key: 'until', render: (_, { until }) => formatMoment(until) },
          { title: t('absences.substitute'), key: 'substitute', render: (_, { substitute }) => (substitute === null ? t('absences.nobody') : personName(substitute)) },
          { title: t('absences.reason'), dataIndex: 'reasonLabel' },
          { title: t('absences.work'), key: 'work', render: (_, absence) => (absence.cancelledAt === null ? <Flex gap="small"><Button size="small" onClick={() => { setShown(absence); }}>{t('absences.due')}</Button><Button size="small" danger disabled={isBusy} onClick={() => { void cancel(absence.id); }}>{t('absences.cancel')}</Button></Flex> : t('absences.cancelled')) },
        ]}
      />
      {isOpen ? <Enter onClose={() => { setOpen(false); }} /> : null}
      {shown === undefined ? null : <DueMeanwhile absence={shown} onClose={() => { setShown(undefined); }} />}
    </>
  );
}

function Enter({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const { t } = useTranslation('officer');
  useFocusBack();
  const me = useMe();
  const mayManage = useMay('ManageAbsences');
  const staff = useStaff();
  const { isBusy, problem, send: sendOnce, changing } = useSending(rereadAbsences);
  const [subject, setSubject] = useState(me.subject);
  const [substitute, setSubstitute] = useState<string>();
  const [reason, setReason] = useState<(typeof REASONS)[number]>('leave');
  const [days, setDays] = useState({ from: '', to: '', fromAfternoon: false, untilNoon: false });
  const agency = staff.find((person) => person.subject === subject)?.agency ?? me.agency.code;
  const isFilled = days.from !== '' && days.to !== '';
  const isInOrder = !isFilled || days.from <= days.to;
  const send = async (): Promise<void> => {
    const body = { ...(subject === me.subject ? {} : { subject }), days, reason, ...(substitute === undefined ? {} : { substitute }) };
    if ((await sendOnce((header) => call.POST('/api/v1/absences', { params: { header }, body }))) !== undefined) onClose();
  };
  const changeDays = changing(setDays);
  const people = (among: typeof staff): { value: string; label: string }[] => among.map((person) => ({ value: person.subject, label: `${person.name} – ${person.roleLabel}` }));
  return (
    <Modal open title={t('absences.enter')} okText={t('dialogs.confirm')} cancelText={t('dialogs.cancel')} okButtonProps={{ disabled: !isFilled || !isInOrder, loading: isBusy }} onOk={() => { void send(); }} onCancel={onClose}>
      {mayManage ? <label className="field"><span>{t('absences.who')}</span><Select showSearch={BY_LABEL} aria-label={t('absences.who')} value={subject} onChange={changing(setSubject)} options={people(staff)} style={{ width: '100%' }} /></label> : null}
      <Flex gap="small" wrap>
        <label className="field"><span>{t('absences.firstDay')}</span><DayField aria-label={t('absences.firstDay')} value={days.from} onChange={(from) => { changeDays({ ...days, from }); }} /></label>
        <label className="field"><span>{t('absences.lastDay')}</span><DayField aria-label={t('absences.lastDay')} value={days.to} onChange={(to) => { changeDays({ ...days, to }); }} /></label>
      </Flex>
      {isInOrder ? null : <Alert type="error" showIcon role="alert" title={t('absences.notInOrder')} />}
      <Checkbox checked={days.fromAfternoon} onChange={({ target }) => { changeDays({ ...days, fromAfternoon: target.checked }); }}>{t('absences.fromAfternoon')}</Checkbox>
      <Checkbox checked={days.untilNoon} onChange={({ target }) => { changeDays({ ...days, untilNoon: target.checked }); }}>{t('absences.untilNoon')}</Checkbox>
      <label className="field"><span>{t('absences.reason')}</span><Select aria-label={t('absences.reason')} value={reason} onChange={changing(setReason)} options={REASONS.map((value) => ({ value, label: t(`absences.reasons.${value}`) }))} style={{ width: '100%' }} /></label>
      <label className="field"><span>{t('absences.substitute')}</span><Select<string> allowClear showSearch={BY_LABEL} aria-label={t('absences.substitute')} value={substitute ?? null} onChange={changing(setSubstitute)} options={people(staff.filter((person) => person.agency === agency && person.subject !== subject))} style={{ width: '100%' }} /></label>
      {problem === undefined ? null : <ProblemAlert error={problem} />}
    </Modal>
  );
}

/** What falls due while somebody is away; it goes to the substitute, or to whom is chosen, by one action: the stages that are due first, as many as one action takes, and for who may give them cases too. What remains is said. */
function DueMeanwhile({ absence, onClose }: { readonly absence: Absence; readonly onClose: () => void }): JSX.Element {
  const { t } = useTranslation('officer');
  useFocusBack();
  const mayAssign = useMay('Assign');
  const mayAssignCases = useMay('AssignCase');
  const [isMoving, setMoving] = useState(false);
  const { data, error } = api.useQuery('get', '/api/v1/absences/{id}/due-work', { params: { path: { id: absence.id } } });
  const work = data?.items ?? [];
  const stages = stagesOf(work);
  const chosen = stages.slice(0, MOST_OF_ONE_ACTION);
  const cases = [...new Set(work.flatMap(({ kind, code }) => (kind === 'case' ? [code] : [])))];
  const moved = mayAssignCases ? cases : [];
  const count = chosen.length + moved.length;
  if (isMoving) return <BulkBar action="Assign" chosen={chosen} cases={moved} {...(absence.substitute === null ? {} : { officer: absence.substitute })} onClose={onClose} />;
  return (
    <Modal open width={720} title={t('absences.due')} onCancel={onClose} footer={<Flex gap="small" justify="end"><Button onClick={onClose}>{t('dialogs.cancel')}</Button><Button type="primary" disabled={!mayAssign || count === 0} onClick={() => { setMoving(true); }}>{t('absences.move', { count })}</Button></Flex>}>
      {error === null ? null : <ProblemAlert error={error} />}
      {data === undefined && error === null ? <Waiting /> : null}
      {data !== undefined && work.length === 0 ? <p>{t('absences.nothingDue')}</p> : null}
      {data?.cut === true ? <p>{t('absences.cut')}</p> : null}
      {stages.length > chosen.length ? <p>{t('absences.moveNext', { first: chosen.length, count: stages.length - chosen.length })}</p> : null}
      {cases.length > moved.length ? <p>{t('absences.casesStay', { count: cases.length })}</p> : null}
      <ul className="plain">{work.map(({ kind, code, stage, clockLabel, dueAt }) => <li key={`${kind} ${code} ${stage ?? clockLabel ?? ''}`}>{formatMoment(dueAt)} · {kind === 'case' ? code : <Link to={dossierAddress(code)}>{code}</Link>} {t(`absences.kinds.${kind}`)}{clockLabel === null ? '' : `: ${clockLabel}`}</li>)}</ul>
    </Modal>
  );
}

/** The dossiers that fall due with each stage once: a stage and the date of its dossier may both do. One without a stage is named alone. */
function stagesOf(work: readonly DueWork[]): readonly Chosen[] {
  const named = new Map(work.flatMap(({ kind, code, stage }) => (kind === 'case' ? [] : [[itemKey({ dossierCode: code, stage }), { code, ...(stage === null ? {} : { stage }) }] as const])));
  const withStage = new Set([...named.values()].flatMap(({ code, stage }) => (stage === undefined ? [] : [code])));
  return [...named.values()].filter(({ code, stage }) => stage !== undefined || !withStage.has(code));
}
