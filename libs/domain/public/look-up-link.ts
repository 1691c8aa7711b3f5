/** Path of the public look-up under the installation's address. */
const PAGE = '/tra-cuu';

/** What the QR code of a slip says: of which dossier it is, and, where it is a link, with the slip's own code. */
export interface SlipLink {
  readonly code: string;
  readonly slipCode?: string;
}

/**
 * The link a slip's QR code holds. Both codes stand behind `#`: a browser sends nothing of that to a server, so that they reach
 * no log on the way.
 */
export function lookUpLink(publicUrl: string, { code, slipCode }: Required<SlipLink>): string {
  return `${publicUrl.replace(/\/+$/, '')}${PAGE}#ma=${encodeURIComponent(code)}&so=${encodeURIComponent(slipCode)}`;
}

/** What was scanned or typed into a box: a link of a slip as its codes, whatever address it was printed with, anything else as it is. */
export function readSlipLink(scanned: string): SlipLink {
  const text = scanned.trim();
  const found = /^https?:\/\/[^\s#?]+\/tra-cuu#ma=([^&\s]+)(?:&so=([0-9A-Za-z]+))?$/i.exec(text);
  const code = found?.[1] === undefined ? undefined : decoded(found[1]);
  return code === undefined ? { code: text } : { code, ...(found?.[2] === undefined ? {} : { slipCode: found[2] }) };
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
