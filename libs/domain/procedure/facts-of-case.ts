import type { TermRule } from '../deadline/time-limit.js';
import { CHANNELS } from './channel.js';
import { fact, type FactPiece, type ProcedureFact } from './fact.js';
import type { CaseDating, ProcedureCase, RequiredComponent, Stage } from './procedure.js';

/** What a version says of one case: its terms, its papers and the steps of its internal process. */
export function caseFacts({ code, name, parts, statutoryLimit, channelTerms, dating, components, ...unread }: ProcedureCase): readonly ProcedureFact[] {
  unread satisfies Record<string, never>;
  return [
    fact('terms', 'case', code, [{ text: code }, { text: name }]),
    ...parts.map(({ term, law }, index) => fact('terms', 'term', `${code}/${String(index + 1)}`, [...termPieces(term), ...(law === undefined ? [] : [{ citation: law }])])),
    ...CHANNELS.flatMap((channel) => {
      const term = channelTerms?.[channel];
      return term === undefined ? [] : [fact('terms', 'channel-term', `${code}/${channel}`, [{ word: channel }, ...termPieces(term)])];
    }),
    ...(statutoryLimit === undefined ? [] : [fact('terms', 'statutory-limit', code, [{ limit: statutoryLimit }])]),
    ...(dating === undefined ? [] : [fact('terms', 'dating', code, datingPieces(dating))]),
    ...components.map((paper) => fact('papers', 'paper', `${code}/${paper.code}`, paperPieces(paper))),
    ...parts.flatMap(({ groups }, part) =>
      groups.flatMap(({ stages }, group) => stages.map((stage) => fact('steps', 'step', `${code}/${stage.id}`, [{ word: 'part', count: part + 1 }, { word: 'group', count: group + 1 }, ...stepPieces(stage)]))),
    ),
  ];
}

function termPieces({ limit, start, end }: TermRule): readonly FactPiece[] {
  return [{ limit }, { word: `start-${start}` }, { word: `end-${end}` }];
}

function datingPieces(dating: CaseDating): readonly FactPiece[] {
  return dating.by === 'nobody'
    ? [{ word: 'by-nobody' }, { citation: dating.law }]
    : [{ word: 'by-person' }, { text: dating.awaits }, ...(dating.atIntake ? [{ word: 'at-intake' } as const] : []), { word: dating.pause }, { citation: dating.law }];
}

function paperPieces({ name, originals, copies, required, form }: RequiredComponent): readonly FactPiece[] {
  return [{ text: name }, { word: 'originals', count: originals }, { word: 'copies', count: copies }, { word: required ? 'required' : 'not-required' }, ...(form === undefined ? [] : [{ text: form }])];
}

function stepPieces({ name, owner, unit, budget, excluded, sourceIncomplete, result }: Stage): readonly FactPiece[] {
  return [
    { text: name },
    owner === 'receiving' || owner === 'competent' || owner === 'place' ? { word: owner } : { text: owner },
    ...(unit === undefined ? [] : [{ text: unit }]),
    ...(budget === undefined ? [] : [{ budget }]),
    ...(excluded === undefined ? [] : [{ word: `excluded-${excluded}` } as const]),
    ...(sourceIncomplete === undefined ? [] : [{ word: 'source-incomplete' } as const]),
    ...(result === undefined ? [] : [{ text: result }]),
  ];
}
