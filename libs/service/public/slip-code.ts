import { lookUpLink, slipCodeFrom } from '#domain';
import type { Engine } from '../engine.js';

/**
 * The six characters printed beside the QR code of a dossier's slips. They are made of the dossier's identifier under a key of the
 * installation, so every dossier has some, also one taken in before there were any, and nothing is stored.
 */
export function slipCodeOf({ vault }: Pick<Engine, 'vault'>, dossierId: string): string {
  return slipCodeFrom(vault.hmac('slip-code', dossierId));
}

/** What a letter prints so that whoever holds it finds the dossier on the public page; the link where the installation has an address. */
export interface PrintedLookUp {
  readonly slipCode: string;
  readonly url?: string;
}

/** What letters of a dossier print for the public page. */
export function printedLookUp(engine: Pick<Engine, 'vault' | 'options'>, { id, code }: { readonly id: string; readonly code: string }): PrintedLookUp {
  const slipCode = slipCodeOf(engine, id);
  const { publicUrl } = engine.options;
  return { slipCode, ...(publicUrl === undefined ? {} : { url: lookUpLink(publicUrl, { code, slipCode }) }) };
}
