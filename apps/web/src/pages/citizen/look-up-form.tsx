import { useEffect, useId, useRef, useState, type JSX, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { readSlipCode, readSlipLink, SLIP_CODE_LENGTH } from '#domain';
import { FaultNote } from './fault-note.js';
import type { Fault, Pair } from './public-call.js';

const PHONE_DIGITS = 4;

/** What a form of the look-up begins with. */
export interface FormStart {
  readonly code: string;
  readonly slipCode: string;
}

type Wrong = 'codeMissing' | 'phoneWrong' | 'slipWrong';

/** Asks for a dossier's code and for one of the two things that go with it. A slip scanned into the first field fills both and is looked up at once. */
export function LookUpForm({ start, isAsking, fault, onAsk, onField }: {
  readonly start: FormStart;
  readonly isAsking: boolean;
  readonly fault: Fault | undefined;
  readonly onAsk: (pair: Pair) => void;
  /** Told which field has the focus: an on-screen keyboard types into it. */
  readonly onField?: (field: HTMLInputElement) => void;
}): JSX.Element {
  const { t } = useTranslation('citizen');
  const id = useId();
  const [code, setCode] = useState(start.code);
  const [way, setWay] = useState<'phone' | 'slip'>(start.slipCode === '' ? 'phone' : 'slip');
  const [proof, setProof] = useState(start.slipCode);
  const [wrong, setWrong] = useState<Wrong>();
  const first = useRef<HTMLInputElement>(null);
  // Only where the keys are on the screen already: on a telephone they would cover the page that nobody has read yet.
  const hasKeys = onField !== undefined;
  useEffect(() => { if (hasKeys) first.current?.focus(); }, [hasKeys]);

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const scanned = readSlipLink(code);
    if (scanned.slipCode !== undefined) {
      setCode(scanned.code);
      setWay('slip');
      setProof(scanned.slipCode);
      setWrong(undefined);
      onAsk({ code: scanned.code, slipCode: scanned.slipCode });
      return;
    }
    const fault = faultOf(scanned.code, way, proof);
    setWrong(fault);
    if (fault === undefined) onAsk(way === 'phone' ? { code: scanned.code, phoneLast4: proof.trim() } : { code: scanned.code, slipCode: readSlipCode(proof) });
  };
  const choose = (chosen: typeof way): void => { setWay(chosen); setProof(''); setWrong(undefined); };
  const describedBy = wrong === undefined ? undefined : `${id}-wrong`;
  return (
    <form className="citizen-form" onSubmit={submit} noValidate>
      <label htmlFor={`${id}-code`}>{t('form.code')}</label>
      <input id={`${id}-code`} value={code} ref={first} autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={400} aria-describedby={`${id}-hint`} aria-invalid={wrong === 'codeMissing'} onChange={(event) => { setCode(event.target.value); }} onFocus={(event) => { onField?.(event.target); }} />
      <p id={`${id}-hint`} className="citizen-hint">{t('form.codeHint')}</p>
      <fieldset>
        <legend>{t('form.way')}</legend>
        <label><input type="radio" name={`${id}-way`} checked={way === 'phone'} onChange={() => { choose('phone'); }} /> {t('form.byPhone')}</label>
        <label><input type="radio" name={`${id}-way`} checked={way === 'slip'} onChange={() => { choose('slip'); }} /> {t('form.bySlip')}</label>
      </fieldset>
      <label htmlFor={`${id}-proof`}>{way === 'phone' ? t('form.phone') : t('form.slip')}</label>
      <input id={`${id}-proof`} key={way} value={proof} inputMode={way === 'phone' ? 'numeric' : 'text'} autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={way === 'phone' ? PHONE_DIGITS : SLIP_CODE_LENGTH + 3} aria-describedby={describedBy} aria-invalid={wrong === 'phoneWrong' || wrong === 'slipWrong'} onChange={(event) => { setProof(event.target.value); }} onFocus={(event) => { onField?.(event.target); }} />
      {way === 'slip' ? <p className="citizen-hint">{t('form.slipHint')}</p> : null}
      <div role="alert" id={`${id}-wrong`}>{wrong === undefined ? null : <p className="citizen-fault">⚠ {t(`form.${wrong}`)}</p>}</div>
      <FaultNote fault={fault} />
      <button type="submit" className="citizen-main" disabled={isAsking}>{isAsking ? t('form.asking') : t('form.submit')}</button>
    </form>
  );
}

function faultOf(code: string, way: 'phone' | 'slip', proof: string): Wrong | undefined {
  if (code === '') return 'codeMissing';
  if (way === 'phone') return /^\d{4}$/.test(proof.trim()) ? undefined : 'phoneWrong';
  return readSlipCode(proof).length === SLIP_CODE_LENGTH ? undefined : 'slipWrong';
}
