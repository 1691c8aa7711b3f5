import { codeAsWritten } from '#domain';

/** Codes of our styles and of systems before us have letters or dots, a hyphen, and a number that runs on. */
const CODE = /^(?=.*[-/])(?=(?:.*\d){6})[A-Z0-9][A-Z0-9._:/-]{7,79}$/i;

/** The code in what a scanner or a person typed, as it is written: the code itself, or the address in the QR code of a slip. Undefined: it is something else to search for. */
export function dossierCodeIn(text: string): string | undefined {
  const candidate = fromAddress(text) ?? text;
  return CODE.test(candidate) && !/^\+?[\d .-]+$/.test(candidate) ? codeAsWritten(candidate) : undefined;
}

function fromAddress(text: string): string | undefined {
  if (!/^https?:/i.test(text) || !URL.canParse(text)) return undefined;
  const { searchParams, hash } = new URL(text);
  return searchParams.get('ma') ?? new URLSearchParams(hash.slice(1)).get('ma') ?? undefined;
}
