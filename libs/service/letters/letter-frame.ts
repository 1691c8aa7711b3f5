import type { Agency } from '#domain';
import type { LetterFrame } from '#letters';

const TEMPLATE = { numbering: 'tt03-2025', version: '1' } as const;

/** What the desk of an agency is called: a centre is one itself, any other agency has one (NĐ 118/2025). */
export function deskNameOf({ kind, name }: Agency): string {
  return kind === 'centre' ? name : `Bộ phận Tiếp nhận và Trả kết quả – ${name.replace(/^Ủy ban nhân dân /u, 'UBND ')}`;
}

/** What every form of an agency carries: template, head, place and date. The place is the name of its province. */
export function letterFrame(agency: Agency, agencies: ReadonlyMap<string, Agency>, issuedAt: number): LetterFrame {
  const place = agencies.get(agency.province)?.name.replace(/^Ủy ban nhân dân (tỉnh|thành phố) /u, '') ?? agency.province;
  return { template: TEMPLATE, header: { superior: agency.superior, agency: agency.name, ...(agency.symbol === undefined ? {} : { symbol: agency.symbol }) }, place, issuedAt };
}
