import type { IndexInput } from './scheme.js';

/** What each input counts, in words. Where a clock is named, it is that of the index unless it says otherwise. */
export const INDEX_FORMULAS: Readonly<Record<IndexInput, string>> = {
  'announced-in-time': 'procedures whose decisions of the period were signed the working days before effect / those the rule applies to',
  'published-in-time': 'procedures announced in the period and clicked onto the national database within its term / those clicked or past the term',
  'complete-parts': 'procedures in force with all legal parts, posted in every required place as last announced / procedures in force',
  'dossiers-synchronised': 'dossiers first owed to the portal in the period and taken by it / all first owed in the period',
  'in-time': '(ended in time + open and not overdue, without those without a date) / (received − cancelled), by the clock of the index',
  'procedures-online': 'procedures in force that take filings online / procedures in force',
  'online-procedures-used': 'procedures that take filings online with at least one received online in the period / procedures that take filings online',
  'dossiers-online': 'received online / received',
  'procedures-payable-online': 'procedures with a fee paid online in the period / procedures with fees',
  'procedures-payable-on-portal': 'procedures payable on the national portal / procedures with fees',
  'fees-paid-online': 'dossiers with fees paid online / dossiers with fees',
  'electronic-results': 'dossiers with an electronic result / dossiers with a result',
  'papers-digitised': 'dossiers whose papers were digitised at intake / dossiers received on paper',
  'papers-reused': 'dossiers that reused digitised papers / dossiers received',
  'feedback-in-time': 'rounds of the terms to refuse, to ask, to answer and to publish due in the period and done in time / those done or past their end',
  'feedback-answered-well': 'feedback answered in time and not found dissatisfying / answered or overdue',
  satisfaction: '(dossiers − overdue by the clock of the index − complained about) / (received + carried over + transferred in + reopened − transferred out − cancelled)',
};
