import { useEffect, useRef, useState, type JSX } from 'react';
import { Alert, Card, Descriptions } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useParams } from 'react-router';
import { api } from '../../../api/client.js';
import { formatMoment } from '../../../format/moments.js';
import { useMay } from '../../../session/me.js';
import { PageHead } from '../../../ui/page-head.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';
import { StandingTag } from '../../../ui/standing-tag.js';
import { Waiting } from '../../../ui/waiting.js';
import { type Dossier } from '../types.js';
import { Accesses } from './accesses.js';
import { Actions } from './actions.js';
import { DeadlinePanel } from './deadline-panel.js';
import { Files } from './files.js';
import { Follows } from './follows.js';
import { Letters } from './letters.js';
import { Meanwhile } from './meanwhile.js';
import { Notes } from './notes.js';
import { Papers } from './papers.js';
import { Proposals } from './proposals.js';
import { RiskCard } from './risk-card.js';
import { StageBar } from './stage-bar.js';
import { Timeline } from './timeline.js';
import { Urgings } from './urgings.js';
import '../officer.css';
import { dossierAddress } from '../../../shell/dossier-address.js';

/** Everything about one dossier, for whoever may read it: its dates first, then what may be done, then what it is made of. */
export function Component(): JSX.Element {
  const { code = '' } = useParams();
  const { data, error, refetch } = api.useQuery('get', '/api/v1/dossiers/{code}', { params: { path: { code } } });
  const failed = error === null ? null : <ProblemAlert error={error} onRetry={() => { void refetch(); }} />;
  // What stands there stays, with its open dialogs, when reading it again fails.
  return data === undefined ? (failed ?? <Waiting />) : <>{failed}<Page key={code} dossier={data} /></>;
}

function Page({ dossier }: { readonly dossier: Dossier }): JSX.Element {
  const { t } = useTranslation('officer');
  const { hash } = useLocation();
  const mayReadPeople = useMay('ReadPersonalData') && dossier.personal !== null;
  const mayErase = useMay('ErasePersonalData');
  const mayReadAccesses = useMay('ReadAccessLog');
  // Who sees probabilities in the lists of figures; what is over has none.
  const isForetold = useMay('ReadFigures') && dossier.finish === null && dossier.acceptedAt !== null;
  // What the person had seen when they pressed: what is decided against it is told with everything since.
  const [seen, setSeen] = useState(dossier.seq);
  const [refusedAt, setRefusedAt] = useState<number>();
  const arrived = useRef(false);
  useEffect(() => {
    if (arrived.current || hash === '') return;
    arrived.current = true;
    document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [hash]);
  const title = `${t('dossier.title')} ${dossier.code}`;
  return (
    <div className="dossier-page">
      <PageHead title={title}>
        <b>{dossier.statusLabel}</b>
        {dossier.standing === null ? null : <StandingTag standing={dossier.standing}>{dossier.standingLabel}</StandingTag>}
      </PageHead>
      {refusedAt === undefined ? null : <Meanwhile code={dossier.code} after={refusedAt} onRead={() => { setRefusedAt(undefined); setSeen(dossier.seq); }} />}
      <Actions dossier={dossier} onConflict={() => { setRefusedAt(seen); }} onOpen={() => { setSeen(dossier.seq); }} />
      {dossier.warnings.map((warning) => <Alert key={warning} type="warning" showIcon title={warning} />)}
      <div className="dossier-columns">
        <div>
          <DeadlinePanel dossier={dossier} />
          {isForetold ? <RiskCard code={dossier.code} /> : null}
          <StageBar dossier={dossier} />
          <Timeline code={dossier.code} seq={dossier.seq} stages={dossier.stages} />
        </div>
        <div>
          <About dossier={dossier} />
          <Papers dossier={dossier} />
          <Letters dossier={dossier} />
          <Files dossier={dossier} />
          {mayReadPeople || mayErase ? <Proposals dossier={dossier} /> : null}
          {mayReadPeople ? <Notes code={dossier.code} /> : null}
          <Follows code={dossier.code} />
          <Urgings code={dossier.code} />
          {mayReadAccesses ? <Accesses code={dossier.code} /> : null}
        </div>
      </div>
    </div>
  );
}

function About({ dossier }: { readonly dossier: Dossier }): JSX.Element {
  const { t } = useTranslation('officer');
  const { personal, procedure, receivingAgency, competentAgency, result } = dossier;
  const others = [...(dossier.filing?.siblings ?? []), ...(dossier.correctionOf === null ? [] : [dossier.correctionOf]), ...(dossier.fault?.correctedBy == null ? [] : [dossier.fault.correctedBy])];
  const items = [
    { key: 'procedure', label: t('dossier.procedure'), children: <>{procedure.name}{procedure.caseName === null ? '' : ` – ${procedure.caseName}`}</> },
    ...(personal === null ? [] : [{ key: 'applicant', label: t('dossier.applicant'), children: <>{personal.applicant.name}{personal.applicant.phone === undefined ? '' : ` · ${personal.applicant.phone}`}{personal.proxy === null ? '' : ` · ${t('dossier.proxy', { name: personal.proxy.name })}`}</> }]),
    ...(personal?.requestContent == null ? [] : [{ key: 'request', label: t('dossier.request'), children: personal.requestContent }]),
    { key: 'received', label: t('dossier.received'), children: `${formatMoment(dossier.receivedAt)} · ${receivingAgency.name}` },
    { key: 'competent', label: t('dossier.competent'), children: competentAgency.name },
    ...(result === null ? [] : [{ key: 'result', label: t('dossier.result'), children: `${result.resultNumber ?? ''} ${formatMoment(result.recordedAt)}${result.shelf === null ? '' : ` · ${t('dossier.shelf', { place: result.shelf })}`}` }]),
    ...(dossier.delayReason === null ? [] : [{ key: 'delay', label: t('dossier.delay'), children: dossier.delayReason.label }]),
    ...(others.length === 0 ? [] : [{ key: 'others', label: t('dossier.others'), children: others.map(({ code }) => <div key={code}><Link to={dossierAddress(code)}>{code}</Link></div>) }]),
  ];
  return <Card size="small" title={<h2>{t('dossier.about')}</h2>}><Descriptions size="small" column={1} items={items} /></Card>;
}
