import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from './language.js';
import { Marked } from './marked.js';
import { countIn, dayIn, momentIn } from './moments.js';
import type { PublicDossier } from './public-call.js';
import { TaskCard } from './task-card.js';

/** What is known of a dossier: what to do first, then the date and how it came about, where the dossier is, and what has happened. */
export function DossierView({ dossier }: { readonly dossier: PublicDossier }): JSX.Element {
  const { t } = useTranslation('citizen');
  const language = useLanguage();
  const { status, stages, progress, desk, fees } = dossier;
  return (
    <>
      <section className="citizen-card" aria-labelledby="citizen-status">
        <p className="citizen-code">{t('dossier.code')}: <strong>{dossier.code}</strong></p>
        <h2 id="citizen-status" className="citizen-status">{t(`status.${status}`)}</h2>
        <p lang="vi">{dossier.procedure}</p>
        <dl>
          <Fact name={status === 'registered' || status === 'awaiting-completion' ? t('dossier.filed') : t('dossier.received')}>{momentIn(language, dossier.receivedAt)}</Fact>
          <Fact name={t('dossier.holder')}><span lang="vi">{dossier.holders.join(', ')}</span></Fact>
          {stages.length === 0 ? null : <Fact name={t('dossier.stage')}>{stages.map(({ name, agency }) => <span key={`${name} ${agency}`} lang="vi" className="citizen-line">{name} – {agency}</span>)}{progress.of === 0 ? null : <span className="citizen-hint citizen-line">{t('dossier.progress', progress)}</span>}</Fact>}
        </dl>
      </section>
      <TaskCard dossier={dossier} />
      <AppointmentCard dossier={dossier} />
      <section className="citizen-card">
        <h2>{t('dossier.desk')}</h2>
        <p lang="vi">{desk.name}</p>
        <dl>
          {desk.phone === null ? null : <Fact name={t('dossier.phone')}><a href={`tel:${desk.phone.replaceAll(/[^+\d]/g, '')}`}>{desk.phone}</a></Fact>}
          {desk.open === null ? null : <Fact name={t('dossier.hours', { day: dayIn(language, desk.open.day) })}>{desk.open.hours.map(({ from, to }) => `${from}–${to}`).join(', ')}</Fact>}
          {fees.length === 0 ? null : <Fact name={t('dossier.fees')}>{fees.map(({ name, amount }) => <span key={name} className="citizen-line"><span lang="vi">{name}</span>: {t('dossier.dong', { amount: countIn(language, amount) })}</span>)}</Fact>}
        </dl>
      </section>
      <section className="citizen-card">
        <h2>{t('dossier.steps')}</h2>
        <ol className="citizen-steps">
          {dossier.steps.map(({ step, at, stage, agency }, index) => (
            <li key={`${String(index)} ${step}`}><time dateTime={at}>{momentIn(language, at)}</time> <Marked text={step === 'stage-begun' ? t('step.stage-begun', { stage: stage ?? '' }) : step === 'transferred' ? t('step.transferred', { agency: agency ?? '' }) : t(`step.${step}`)} /></li>
          ))}
        </ol>
      </section>
    </>
  );
}

function AppointmentCard({ dossier: { appointment, explanation, provisional, language: told } }: { readonly dossier: PublicDossier }): JSX.Element | null {
  const { t } = useTranslation('citizen');
  const language = useLanguage();
  if (appointment === null) return <section className="citizen-card"><h2>{t('dossier.appointment')}</h2><p>{t('dossier.noAppointment')}</p></section>;
  return (
    <section className="citizen-card">
      <h2>{t('dossier.appointment')}</h2>
      <p className="citizen-date"><time dateTime={appointment.at}>{momentIn(language, appointment.at)}</time></p>
      {provisional ? <p>{t('dossier.provisional')}</p> : null}
      {appointment.first === null ? null : <p>{t('dossier.firstAppointment')}: <s><time dateTime={appointment.first}>{momentIn(language, appointment.first)}</time></s></p>}
      {appointment.reappointed ? <p>{t('dossier.reappointed')}</p> : null}
      {appointment.over ? <p className="citizen-fault">⚠ {t('dossier.over')}</p> : null}
      <Explained explanation={explanation} language={told} />
    </section>
  );
}

/** Folded in: most want the date, some want to know why. `language` is that of the sentences. */
function Explained({ explanation: { lines, unconfirmedYears }, language }: Pick<PublicDossier, 'explanation' | 'language'>): JSX.Element | null {
  const { t } = useTranslation('citizen');
  if (lines.length === 0) return null;
  return (
    <details>
      <summary>{t('dossier.explanation')}</summary>
      <ul lang={language}>{lines.map((line, index) => <li key={`${String(index)} ${line}`}><Marked text={line} /></li>)}</ul>
      {unconfirmedYears.length === 0 ? null : <p>{t('dossier.unconfirmed', { years: unconfirmedYears.join(', ') })}</p>}
    </details>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): JSX.Element {
  return <div><dt>{name}</dt><dd>{children}</dd></div>;
}
