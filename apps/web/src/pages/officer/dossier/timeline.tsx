import type { JSX } from 'react';
import { Button, Card, Timeline as Line } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useAgencies } from '../../../api/agencies.js';
import { BY_KEY } from '../../../api/by-key.js';
import { api } from '../../../api/client.js';
import { formatMoment } from '../../../format/moments.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';
import { useEverybody } from '../../../api/people.js';
import type { Dossier, TimelineEntry } from '../types.js';

const PAGE = 100;
const LATE: readonly string[] = ['DossierBecameLate', 'StageBecameLate', 'PromiseBroken', 'AnswerBecameLate', 'PartyBecameLate'];

/** What happened, as the ledger has it and in Vietnamese, the oldest first; with the words given, where the person may read them. */
export function Timeline({ code, seq, stages }: { readonly code: string; readonly seq: number; readonly stages: Dossier['stages'] }): JSX.Element {
  const { t } = useTranslation('officer');
  const queries = useQueryClient();
  const { nameOf: agencyName } = useAgencies();
  const { nameOf: personName } = useEverybody();
  const key = ['get', '/api/v1/dossiers/{code}/timeline'];
  const pages = api.useInfiniteQuery('get', '/api/v1/dossiers/{code}/timeline', { params: { path: { code }, query: { limit: PAGE } } }, BY_KEY);
  // Read again when the dossier has gone on.
  // eslint-disable-next-line react-hooks/exhaustive-deps -- for nothing else
  useEffect(() => { void queries.invalidateQueries({ queryKey: key }); }, [seq]);
  const stageName = (id: unknown): string => stages.find((stage) => stage.id === id)?.name ?? String(id);
  if (pages.error !== null) return <ProblemAlert error={pages.error} />;
  const events = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Card size="small" title={<h2>{t('timeline.title')}</h2>} loading={pages.isPending}>
      <Line
        items={events.map((event) => ({
          key: event.seq,
          color: LATE.includes(event.type) ? 'red' : 'blue',
          content: (
            <>
              <b>{event.label}</b>{detailOf(event, { stageName, personName, agencyName })}
              <div className="timeline-who">{formatMoment(event.occurredAt)}{event.actor.role === 'system' ? '' : ` · ${personName(event.actor.subject)}, ${agencyName(event.actor.agency)}`}</div>
              {Object.entries(event.text ?? {}).map(([name, words]) => (typeof words === 'string' ? <blockquote key={name}>{words}</blockquote> : null))}
            </>
          ),
        }))}
      />
      {pages.hasNextPage ? <Button loading={pages.isFetchingNextPage} onClick={() => { void pages.fetchNextPage(); }}>{t('timeline.more')}</Button> : null}
    </Card>
  );
}

/** What an event says beside its name: which stage, to whom, which number, where; a shelf is no agency and stands as it was written. */
function detailOf({ payload }: TimelineEntry, { stageName, personName, agencyName }: { readonly stageName: (id: unknown) => string; readonly personName: (subject: string) => string; readonly agencyName: (code: string) => string }): string {
  const { stage, officer, opened, documentNumber, resultNumber, place } = payload as Readonly<Record<string, unknown>>;
  const next = Array.isArray(opened) ? (opened as readonly { readonly stage?: unknown }[]).map((each) => stageName(each.stage)).join(', ') : '';
  const parts = [stage === undefined ? '' : stageName(stage), typeof officer === 'string' ? personName(officer) : '', next, ...[documentNumber, resultNumber].map((part) => (typeof part === 'string' ? part : '')), typeof place === 'string' ? agencyName(place) : ''];
  const said = parts.filter((part) => part !== '');
  return said.length === 0 ? '' : `: ${said.join(' → ')}`;
}
