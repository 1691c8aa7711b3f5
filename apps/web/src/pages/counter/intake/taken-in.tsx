import { useEffect, useRef, useState, type JSX } from 'react';
import { Alert, Button, Card, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { fetchFile } from '../../../api/client.js';
import { formatMoment } from '../../../format/moments.js';
import { PageHead } from '../../../ui/page-head.js';
import { PdfView } from '../../../ui/pdf-view.js';
import { printPdf } from '../../../ui/print-pdf.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';
import { type Dossier } from '../dossier-types.js';
import { SlipList } from '../slips/slip-list.js';
import type { nextIntake } from './intake-draft.js';
import type { Supplement } from './take-in.js';
import { dossierAddress } from '../../../shell/dossier-address.js';

/** What was saved: the code, the appointment, the receipt on the screen and at the printer, and what may follow. The first button has the focus. */
export function TakenIn({ dossier, supplement, pile, printsAtOnce, goOn }: { readonly dossier: Dossier; readonly supplement: Supplement | undefined; readonly pile: readonly string[]; readonly printsAtOnce: boolean; readonly goOn: (same: Parameters<typeof nextIntake>[1]) => void }): JSX.Element {
  const { t } = useTranslation('counter');
  const isRefused = dossier.status === 'intake-refused';
  const at = dossier.appointment ?? dossier.maximumAt;
  return (
    <>
      <PageHead title={t(isRefused ? 'intake.refused' : 'intake.done')} />
      <Flex vertical gap="middle">
        {supplement === undefined ? null : <SupplementState supplement={supplement} />}
        <Card>
          <p className="dossier-code" data-code={dossier.code}><Link to={dossierAddress(dossier.code)}>{dossier.code}</Link></p>
          <p>{dossier.procedure.name}</p>
          {isRefused ? null : <p>{t('intake.appointment')}: <strong>{at === null ? t('intake.noAppointment') : formatMoment(at)}</strong></p>}
          {dossier.warnings.length === 0 ? null : <Alert type="warning" showIcon title={dossier.warnings.join(' ')} />}
          <Flex wrap gap="small">
            <Button type="primary" autoFocus onClick={() => { goOn('nothing'); }}>{t('intake.next')}</Button>
            <Button onClick={() => { goOn('applicant'); }}>{t('intake.sameApplicant')}</Button>
            <Button onClick={() => { goOn('procedure'); }}>{t('intake.sameProcedure')}</Button>
          </Flex>
          {pile.length > 1 ? <p>{t('intake.pile', { count: pile.length })} {pile.map((code) => <Link key={code} to={dossierAddress(code)} style={{ marginInlineEnd: 8 }}>{code}</Link>)}</p> : null}
        </Card>
        {isRefused ? <SlipList dossier={dossier} /> : <Receipt dossier={dossier} printsAtOnce={printsAtOnce && !dossier.immediate} />}
      </Flex>
    </>
  );
}

/** How far form 02 is: the dossier is taken in whatever becomes of it. */
function SupplementState({ supplement: { state, again } }: { readonly supplement: Supplement }): JSX.Element | null {
  const { t } = useTranslation('counter');
  switch (state.kind) {
    case 'refused':
      return <Flex vertical gap="small"><Alert type="warning" showIcon title={t('intake.supplement.refused')} /><ProblemAlert error={state.problem} /></Flex>;
    case 'unreachable':
      return <Flex vertical gap="small"><Alert type="warning" showIcon title={t('intake.supplement.unanswered')} /><ProblemAlert error={undefined} onRetry={again} /></Flex>;
    case 'applied':
      return <Alert type="success" showIcon role="status" title={t('intake.supplement.applied')} />;
    default:
      return <Alert type="info" showIcon role="status" title={t('intake.supplement.accepted')} />;
  }
}

/** The receipt, sent to the printer once. What is done while the applicant waits gets one only when asked for (NĐ 61/2018 Art. 17.4). */
function Receipt({ dossier, printsAtOnce }: { readonly dossier: Dossier; readonly printsAtOnce: boolean }): JSX.Element {
  const { t } = useTranslation('counter');
  const [file, setFile] = useState<Blob>();
  const [error, setError] = useState<unknown>();
  const printed = useRef(false);
  useEffect(() => {
    fetchFile(dossier.links.receipt).then(setFile, setError);
  }, [dossier.links.receipt]);
  useEffect(() => {
    if (file === undefined || printed.current || !printsAtOnce) return;
    printed.current = true;
    printPdf(file);
  }, [file, printsAtOnce]);
  if (error !== undefined) return <ProblemAlert error={error} />;
  return file === undefined ? <p role="status">{t('intake.makingReceipt')}</p> : <PdfView file={file} name={`${dossier.code}-01.pdf`} />;
}
