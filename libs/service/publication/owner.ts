import type { Agency, PublicationSettings } from '#domain';

/** Who owns what an issuer announces: whom the installation names, else the issuer, or the province of whoever enters it where the issuer is no agency of the catalogue. */
export function ownerOf({ owner }: Pick<PublicationSettings, 'owner'>, issuer: string, province: string, agencies: ReadonlyMap<string, Agency>): string {
  return owner ?? (agencies.get(issuer)?.province === province ? issuer : province);
}
