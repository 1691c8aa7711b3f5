import { z } from 'zod';
import { SIGNING_CAPACITIES } from '#domain';
import type { Register, ShownLine } from '#service';
import { SIGNING_CAPACITY_LABELS } from '#vi';
import { instantOut, isoOf, isoOrNull } from '../schemas/atoms.js';
import { dossierPath } from './dossier-view.js';

/** A register of a desk, a field and a year. */
export const registerSchema = z
  .strictObject({
    id: z.uuid(),
    agency: z.string(),
    field: z.strictObject({ code: z.string(), name: z.string() }),
    year: z.int(),
    openedAt: instantOut,
    lines: z.int().meta({ description: 'Numbers run from 1 to this one, across volumes' }),
    volumes: z.int(),
    state: z.enum(['open', 'closed']),
    closing: z
      .strictObject({
        by: z.string(),
        role: z.string(),
        at: instantOut,
        contentHash: z.string().meta({ description: 'SHA-256 of all lines at closing, in hex' }),
        documentNumber: z.string().nullable().meta({ description: 'The register\'s own number, as printed; null where it was closed before closings were signed' }),
        signedAs: z
          .strictObject({ authority: z.uuid(), capacity: z.enum(SIGNING_CAPACITIES), capacityLabel: z.string() })
          .nullable()
          .meta({ description: 'The authority it is signed under; null where it was closed before closings were signed' }),
      })
      .nullable()
      .meta({ description: 'Who closed it, when and with what content; null while it is open' }),
    links: z.strictObject({ lines: z.string(), pdf: z.string(), xlsx: z.string(), csv: z.string(), close: z.string() }),
  })
  .meta({
    examples: [
      {
        id: '5f0c7a52-8d9b-4f0e-9a59-0d6c5b1f2a10',
        agency: 'H99.31',
        field: { code: 'G17-XD11', name: 'Hoạt động xây dựng' },
        year: 2026,
        openedAt: '2026-01-05T08:02:11+07:00',
        lines: 412,
        volumes: 1,
        state: 'closed',
        closing: {
          by: 'signatory-1',
          role: 'signatory',
          at: '2027-01-04T09:00:00+07:00',
          contentHash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
          documentNumber: '1/STD-UBND',
          signedAs: { authority: '7d3f1c58-1a0e-4d52-9d0a-5b1f6a0c2e11', capacity: 'KT.', capacityLabel: 'Ký thay (KT.)' },
        },
        links: {
          lines: '/api/v1/registers/5f0c7a52-8d9b-4f0e-9a59-0d6c5b1f2a10/lines',
          pdf: '/api/v1/registers/5f0c7a52-8d9b-4f0e-9a59-0d6c5b1f2a10/pdf',
          xlsx: '/api/v1/registers/5f0c7a52-8d9b-4f0e-9a59-0d6c5b1f2a10/xlsx',
          csv: '/api/v1/registers/5f0c7a52-8d9b-4f0e-9a59-0d6c5b1f2a10/csv',
          close: '/api/v1/registers/5f0c7a52-8d9b-4f0e-9a59-0d6c5b1f2a10/close',
        },
      },
    ],
  });
/** A register as it is answered. */
export type RegisterAnswer = z.output<typeof registerSchema>;

/** A line of a register. */
export const registerLineSchema = z
  .strictObject({
    number: z.int(),
    volume: z.int(),
    page: z.int(),
    dossierCode: z.string(),
    procedure: z.strictObject({ code: z.string(), name: z.string() }),
    applicant: z.string(),
    contact: z.string().meta({ description: 'Address and telephone' }),
    competentAgency: z.strictObject({ code: z.string(), name: z.string() }),
    receivedAt: instantOut,
    firstAppointment: instantOut.nullable(),
    appointment: instantOut.nullable().meta({ description: 'The present appointment; null where no date was promised' }),
    returnedAt: instantOut.nullable(),
    note: z.string().nullable().meta({ description: 'How the dossier ended without a result returned, or that it was returned after the register was closed' }),
    delivery: z.enum(['desk', 'post', 'online']),
    links: z.strictObject({ dossier: z.string() }),
  })
  .meta({
    examples: [
      {
        number: 361,
        volume: 1,
        page: 31,
        dossierCode: '000.00.31.H99-260819-0361',
        procedure: { code: '1.013225', name: 'Cấp giấy phép xây dựng mới' },
        applicant: 'Nguyễn Thị Phượng Ước',
        contact: 'Tổ 1, phường Trung Tâm; ĐT: 0905000123',
        competentAgency: { code: 'H99.31', name: 'Ủy ban nhân dân phường Trung Tâm' },
        receivedAt: '2026-08-19T09:00:00+07:00',
        firstAppointment: '2026-08-28T09:00:00+07:00',
        appointment: '2026-08-28T09:00:00+07:00',
        returnedAt: null,
        note: null,
        delivery: 'desk',
        links: { dossier: '/api/v1/dossiers/000.00.31.H99-260819-0361' },
      },
    ],
  });
/** A line of a register as it is answered. */
export type RegisterLineAnswer = z.output<typeof registerLineSchema>;

/** A register as its answer. */
export function viewRegister({ id, agency, fieldCode, fieldName, year, openedAt, lines, volumes, state, closing }: Register): RegisterAnswer {
  const self = `/api/v1/registers/${id}`;
  return {
    id,
    agency,
    field: { code: fieldCode, name: fieldName },
    year,
    openedAt: isoOf(openedAt),
    lines,
    volumes,
    state,
    closing: closing === undefined ? null : viewClosing(closing),
    links: { lines: `${self}/lines`, pdf: `${self}/pdf`, xlsx: `${self}/xlsx`, csv: `${self}/csv`, close: `${self}/close` },
  };
}

function viewClosing({ at, signature, ...rest }: NonNullable<Register['closing']>): RegisterAnswer['closing'] {
  return {
    ...rest,
    at: isoOf(at),
    documentNumber: signature?.documentNumber ?? null,
    signedAs: signature === undefined ? null : { authority: signature.authority, capacity: signature.capacity, capacityLabel: SIGNING_CAPACITY_LABELS[signature.capacity] },
  };
}

/** A line as its answer. */
export function viewRegisterLine({ facts, line }: ShownLine): RegisterLineAnswer {
  return {
    number: line.number,
    volume: line.volume,
    page: line.page,
    dossierCode: line.dossierCode,
    procedure: { code: facts.procedure.code, name: line.procedureName },
    applicant: line.applicant,
    contact: line.contact,
    competentAgency: { code: facts.agency, name: line.agencyName },
    receivedAt: isoOf(line.receivedAt),
    firstAppointment: isoOrNull(facts.firstAppointment),
    appointment: isoOrNull(facts.appointment),
    returnedAt: isoOrNull(line.returnedAt),
    note: line.note ?? null,
    delivery: facts.delivery,
    links: { dossier: dossierPath(line.dossierCode) },
  };
}
