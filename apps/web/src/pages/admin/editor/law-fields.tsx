import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { DateField, TextField } from './fields.js';
import { OptionalPart } from './optional-part.js';
import { blankDecision, type Place } from './written.js';

/** A place in the law: document, article, and where it goes on so far, clause and point. */
export function CitationFields({ place }: { readonly place: Place }): JSX.Element {
  const { t } = useTranslation('admin');
  return (
    <div className="field-grid">
      <TextField place={[...place, 'document']} label={t('editor.lawDocument')} placeholder={t('editor.lawDocumentExample')} />
      <TextField place={[...place, 'article']} label={t('editor.lawArticle')} placeholder="19" />
      <TextField place={[...place, 'clause']} label={t('editor.lawClause')} optional />
      <TextField place={[...place, 'point']} label={t('editor.lawPoint')} optional />
    </div>
  );
}

/** A legal text something rests on, with the days between which it binds. */
export function BasisOf({ place }: { readonly place: Place }): JSX.Element {
  const { t } = useTranslation('admin');
  return (
    <div className="field-grid">
      <TextField place={[...place, 'document']} label={t('editor.document')} />
      <TextField place={[...place, 'article']} label={t('editor.article')} optional />
      <DateField place={[...place, 'effectiveFrom']} label={t('editor.bindsFrom')} optional />
      <DateField place={[...place, 'endsOn']} label={t('editor.bindsUntil')} optional />
    </div>
  );
}

/** The decisions that announced a version and that end its procedure. */
export function DecisionFields(): JSX.Element {
  const { t } = useTranslation('admin');
  return (
    <>
      {(['announcedBy', 'repealedBy'] as const).map((part) => (
        <OptionalPart key={part} place={[part]} label={t(`editor.decisions.${part}`)} blank={blankDecision}>
          <div className="field-grid">
            <TextField place={[part, 'number']} label={t('editor.decisionNumber')} />
            <DateField place={[part, 'date']} label={t('editor.decisionDate')} />
            <TextField place={[part, 'issuer']} label={t('editor.decisionIssuer')} optional />
          </div>
        </OptionalPart>
      ))}
    </>
  );
}
