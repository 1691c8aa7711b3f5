import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAgencies } from '../../api/agencies.js';
import { api } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { formatDay, formatMoment } from '../../format/moments.js';
import { formatCount } from '../../format/numbers.js';
import { PageHead } from '../../ui/page-head.js';
import { BY_KEY, PagedTable } from '../../ui/paged-table.js';
import { type Asked, given, periodOf, scopeOf } from './asked.js';
import { PrintButton } from './print-button.js';
import { type FurtherScope, ScopeWords } from './scope-words.js';
import { WRAPPED } from '../../ui/table-scroll.js';
import { dossierAddress } from '../../shell/dossier-address.js';
import { useWorkingMinutes } from './working-minutes.js';

type Line = components['schemas']['LineBehindPage']['items'][number];
type Rate = components['schemas']['Rate'];

const PAGE = 100;

/** The letters, payments or runs of stages behind a rate, each as it was booked. */
export function LinesBehind({ rate, of, asked, further }: { readonly rate: Rate; readonly of: 'numerator' | 'denominator'; readonly asked: Asked; readonly further: FurtherScope }): JSX.Element {
  const { t } = useTranslation('manager');
  const pages = api.useInfiniteQuery('get', '/api/v1/metrics/{rate}/lines', { params: { path: { rate: rate.name }, query: { of, ...periodOf(asked), ...scopeOf(asked), ...further, limit: PAGE } } }, BY_KEY);
  return <Lines title={`${rate.label} – ${t(`behind.${of}`)}`} note={rate.formulaVi} asked={asked} further={further} pages={pages} />;
}

/** The shares of delays behind the minutes charged to an agency or a stage; their sum is the number that was opened. */
export function DelaysBehind({ asked, further }: { readonly asked: Asked; readonly further: FurtherScope }): JSX.Element {
  const { t } = useTranslation('manager');
  const time = useWorkingMinutes();
  const { channel, stage } = further;
  const pages = api.useInfiniteQuery('get', '/api/v1/metrics/delay/lines', { params: { query: { ...periodOf(asked), ...scopeOf(asked), ...given({ channel, stage }), limit: PAGE } } }, BY_KEY);
  const minutes = pages.data?.pages.flatMap(({ items }) => items).reduce((sum, { subject }) => sum + (subject.kind === 'delay-share' ? subject.minutes : 0), 0) ?? 0;
  return <Lines title={t('lines.delays')} note={t('lines.delaySum', { sum: time(minutes) })} asked={asked} further={further} pages={pages} />;
}

type Pages = Parameters<typeof PagedTable<Line>>[0]['pages'] & { readonly data: { readonly pages: readonly { readonly items: readonly Line[] }[] } | undefined };

function Lines({ title, note, asked, further, pages }: { readonly title: string; readonly note: string; readonly asked: Asked; readonly further: FurtherScope; readonly pages: Pages }): JSX.Element {
  const { t } = useTranslation('manager');
  const { nameOf } = useAgencies();
  const count = pages.data?.pages.reduce((sum, page) => sum + page.items.length, 0) ?? 0;
  const told = useSubjectWords();
  return (
    <>
      <PageHead title={title}><PrintButton /></PageHead>
      <ScopeWords asked={asked} further={further} />
      <p className="figure-caption">{note}</p>
      {pages.data === undefined ? null : <p role="status" data-length={count}><strong>{t(pages.hasNextPage ? 'behind.moreLines' : 'behind.allLines', { count })}</strong></p>}
      <PagedTable<Line>
        pages={pages}
        scroll={WRAPPED}
        empty={t('behind.none')}
        rowKey={(line) => `${line.code} ${line.count} ${line.agency} ${line.officer ?? ''} ${line.day} ${JSON.stringify(line.subject)}`}
        columns={[
          { title: t('list.code'), render: (_, { code }) => <Link to={dossierAddress(code)}>{code}</Link> },
          { title: t('lines.count'), dataIndex: 'countLabel' },
          { title: t('lines.day'), render: (_, { day }) => formatDay(day) },
          { title: t('list.agency'), render: (_, { agency }) => nameOf(agency) },
          { title: t('lines.what'), render: (_, { subject }) => told(subject) },
        ]}
      />
    </>
  );
}

function useSubjectWords(): (subject: Line['subject']) => string {
  const { t } = useTranslation('manager');
  const time = useWorkingMinutes();
  const moment = (at: string | null): string => (at === null ? '–' : formatMoment(at));
  return (subject) => {
    switch (subject.kind) {
      case 'promise':
        return t('lines.promise', { number: subject.number, broken: moment(subject.brokenAt), signed: moment(subject.signedAt) });
      case 'payment':
        return t('lines.payment', { amount: formatCount(subject.amount), at: moment(subject.at), where: t(subject.throughPortal ? 'lines.portal' : 'lines.counter') });
      case 'delay-share':
        return subject.stage === '' ? t('lines.delayOfNone', { time: time(subject.minutes) }) : t('lines.delayShare', { stage: subject.stageName, run: subject.run, time: time(subject.minutes) });
      case 'stage-run':
        return t('lines.run', { stage: subject.stageName, run: subject.run, target: moment(subject.targetAt), ended: subject.endedAt === null ? t('list.open') : moment(subject.endedAt) });
    }
  };
}
