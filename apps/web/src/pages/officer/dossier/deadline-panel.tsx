import { useState, type JSX } from 'react';
import { Button, Card, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/client.js';
import type { components } from '../../../api/schema.js';
import { formatMoment } from '../../../format/moments.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';
import { StandingTag } from '../../../ui/standing-tag.js';
import { Waiting } from '../../../ui/waiting.js';
import { TimeLeft } from '../time-left.js';
import type { Dossier } from '../types.js';

type Explanation = components['schemas']['DossierExplanation'];
type Row = Explanation['derivations'][number]['rows'][number];

/** The dates: how much working time is left, what was promised and what replaced it, and why, day by day. */
export function DeadlinePanel({ dossier }: { readonly dossier: Dossier }): JSX.Element {
  const { t } = useTranslation('officer');
  const [isOpen, setOpen] = useState(false);
  const { code, firstAppointment, appointment, dueAt, maximumAt, promises, pause, standing, standingLabel, finish } = dossier;
  const line = api.useQuery('get', '/api/v1/dossiers', { params: { query: { queue: 'open', search: code, limit: 5 } } }).data?.items.find((item) => item.code === code);
  const replaced = promises.slice(0, -1);
  const reasonName = dossier.delayReason?.label;
  const date = appointment ?? dueAt ?? maximumAt;
  return (
    <Card size="small" title={<h2>{t('deadline.title')}</h2>} className="deadline-panel">
      <p className="deadline-left">
        {line === undefined || finish !== null ? (standing === null ? t('deadline.none') : <StandingTag standing={standing}>{standingLabel}</StandingTag>) : <TimeLeft item={line} />}
      </p>
      <p className="deadline-dates">
        {replaced.map(({ number, at }) => <s key={number} className="moved-date">{formatMoment(at)}</s>)}
        {' '}<b>{date === null ? t('columns.noDate') : formatMoment(date)}</b>
        {promises.length > 1 ? <span> {reasonName === undefined ? t('deadline.givenAnew') : t('deadline.reappointed', { reason: reasonName })}</span> : null}
      </p>
      <ul className="plain">
        {firstAppointment === null ? null : <li>{t('deadline.first', { date: formatMoment(firstAppointment) })}</li>}
        {dueAt === null || dueAt === appointment ? null : <li>{t('deadline.due', { date: formatMoment(dueAt) })}</li>}
        {maximumAt === null ? null : <li>{t('deadline.maximum', { date: formatMoment(maximumAt) })}</li>}
        {dossier.provisional ? <li>{t('deadline.provisional')}</li> : null}
        {pause === null ? null : <li>{t('deadline.paused', { since: formatMoment(pause.at), until: pause.plannedEndAt === null ? '…' : formatMoment(pause.plannedEndAt) })}</li>}
        {dossier.statutory === null ? null : <li>{t('deadline.statutory', { term: dossier.statutory.term })}</li>}
        {dossier.becameLateAt === null ? null : <li className="late-line">{t('deadline.late', { at: formatMoment(dossier.becameLateAt) })}{dossier.excused ? ` ${t('deadline.excused')}` : ''}</li>}
      </ul>
      {dossier.explanation.map((sentence) => <p key={sentence} className="explained">{sentence}</p>)}
      <Button aria-expanded={isOpen} onClick={() => { setOpen(!isOpen); }}>{t(isOpen ? 'deadline.hide' : 'deadline.days')}</Button>
      {isOpen ? <DayByDay code={code} stageNames={new Map(dossier.stages.map(({ id, name }) => [id, name]))} /> : null}
    </Card>
  );
}

function DayByDay({ code, stageNames }: { readonly code: string; readonly stageNames: ReadonlyMap<string, string> }): JSX.Element {
  const { t } = useTranslation('officer');
  const { data, error } = api.useQuery('get', '/api/v1/dossiers/{code}/explanation', { params: { path: { code } } });
  if (error !== null) return <ProblemAlert error={error} />;
  if (data === undefined) return <Waiting />;
  return (
    <>
      {data.derivations.map(({ seq, clock, label, at, endsAt, rows }) => (
        <section key={`${String(seq)} ${clock}`} className="derivation">
          <h3>{label} ({formatMoment(at)}){endsAt === null ? '' : ` → ${formatMoment(endsAt)}`}</h3>
          <Days rows={rows} />
        </section>
      ))}
      {data.stages.map(({ stage, run, targetAt, rows }) => (
        <section key={`${stage} ${String(run)}`} className="derivation">
          <h3>{t('deadline.stage', { stage: stageNames.get(stage) ?? stage })} → {formatMoment(targetAt)}</h3>
          <Days rows={rows} />
        </section>
      ))}
    </>
  );
}

function Days({ rows }: { readonly rows: readonly Row[] }): JSX.Element {
  const { t } = useTranslation('officer');
  return (
    <Table<Row>
      size="small" pagination={false} scroll={{ x: 'max-content' }}
      dataSource={[...rows]} rowKey={(row) => `${row.day} ${row.time} ${row.counted} ${row.reason}`}
      columns={[
        { title: t('deadline.day'), dataIndex: 'day' },
        { title: t('deadline.time'), dataIndex: 'time' },
        { title: t('deadline.counted'), dataIndex: 'counted' },
        { title: t('deadline.why'), dataIndex: 'reason', render: (reason: string) => <span className="wrapped">{reason}</span> },
        { title: t('deadline.basis'), dataIndex: 'basis', render: (basis: string) => <span className="wrapped">{basis}</span> },
      ]}
    />
  );
}
