import { z } from 'zod';
import { type Agency, type QueueDesk, ticketLabel } from '#domain';
import type { QueueTicket } from '#service';
import { instantOut, isoOf, pageOf } from '../schemas/atoms.js';

const AT = '2026-08-19T09:00:00+07:00';
const series = z.array(z.strictObject({ code: z.string(), name: z.string() }));
const TICKET_EXAMPLE = { series: 'A', number: 7, label: 'A007', takenAt: AT, call: { at: AT, window: 2, calls: 1 }, outcome: null, ahead: 0 };
const DESK_EXAMPLE = { agency: 'H99.31', name: 'UBND xã Thử Nghiệm', windows: 3, series: [{ code: 'A', name: 'Hộ tịch' }] };

/** A number somebody waits with. */
export const queueTicketSchema = z
  .strictObject({
    series: z.string(),
    number: z.int(),
    label: z.string().meta({ description: 'As it is printed and called' }),
    takenAt: instantOut,
    call: z.strictObject({ at: instantOut, window: z.int(), calls: z.int() }).nullable().meta({ description: 'The last call; null while it waits' }),
    outcome: z.enum(['served', 'skipped']).nullable(),
    ahead: z.int().meta({ description: 'How many of its series wait before it' }),
  })
  .meta({ examples: [TICKET_EXAMPLE] });
/** A number as it is answered. */
export type QueueTicketAnswer = z.output<typeof queueTicketSchema>;

/** A desk that hands out numbers. */
export const queueDeskSchema = z.strictObject({ agency: z.string(), name: z.string(), windows: z.int(), series }).meta({ examples: [DESK_EXAMPLE] });
/** Such a desk as it is answered. */
export type QueueDeskAnswer = z.output<typeof queueDeskSchema>;

/** Desks that hand out numbers. */
export const queueDeskPageSchema = pageOf(queueDeskSchema).meta({ examples: [{ items: [DESK_EXAMPLE], next: null }] });

/** A desk with today's numbers, for those who call them. */
export const queueDeskStateSchema = queueDeskSchema
  .extend({
    asOf: instantOut,
    waiting: z.array(z.strictObject({ series: z.string(), count: z.int() })),
    current: z.array(queueTicketSchema).meta({ description: 'What each window has called and not ended, by window' }),
    skipped: z.array(queueTicketSchema).meta({ description: 'Called, and nobody came: they may be called again' }),
  })
  .meta({ examples: [{ ...DESK_EXAMPLE, asOf: AT, waiting: [{ series: 'A', count: 4 }], current: [TICKET_EXAMPLE], skipped: [] }] });
/** Such a desk with its numbers as it is answered. */
export type QueueDeskState = z.output<typeof queueDeskStateSchema>;

/** What the screen above the windows shows: numbers and windows, and nobody's name. */
export const callScreenSchema = z
  .strictObject({
    agency: z.string(),
    name: z.string(),
    asOf: instantOut,
    called: z.array(z.strictObject({ label: z.string(), window: z.int(), calledAt: instantOut, calls: z.int() })).meta({ description: 'The latest call first' }),
    waiting: z.array(z.strictObject({ series: z.string(), name: z.string(), count: z.int() })),
  })
  .meta({ examples: [{ agency: 'H99.31', name: 'UBND xã Thử Nghiệm', asOf: AT, called: [{ label: 'A007', window: 2, calledAt: AT, calls: 1 }], waiting: [{ series: 'A', name: 'Hộ tịch', count: 4 }] }] });
/** The screen as it is answered. */
export type CallScreen = z.output<typeof callScreenSchema>;

/** Calls a screen shows at once. */
const SHOWN_CALLS = 8;

/** A number as its answer, among all of its day. */
export function viewTicket({ series: code, number, takenAt, call, outcome }: QueueTicket, ofDay: readonly QueueTicket[]): QueueTicketAnswer {
  return {
    series: code,
    number,
    label: ticketLabel(code, number),
    takenAt: isoOf(takenAt),
    call: call === undefined ? null : { at: isoOf(call.at), window: call.window, calls: call.calls },
    outcome: outcome ?? null,
    ahead: call === undefined ? ofDay.filter((other) => other.series === code && other.call === undefined && other.number < number).length : 0,
  };
}

/** A desk as its answer. */
export function viewQueueDesk({ agency, windows, series: known }: QueueDesk, agencies: ReadonlyMap<string, Agency>): QueueDeskAnswer {
  return { agency, name: agencies.get(agency)?.name ?? agency, windows, series: [...known] };
}

/** A desk with its numbers as its answer. */
export function viewDeskState(desk: QueueDesk, agencies: ReadonlyMap<string, Agency>, tickets: readonly QueueTicket[], at: number): QueueDeskState {
  const called = tickets.filter(({ call, outcome }) => call !== undefined && outcome === undefined);
  return {
    ...viewQueueDesk(desk, agencies),
    asOf: isoOf(at),
    waiting: waitingOf(desk, tickets),
    current: called.toSorted((one, other) => (one.call?.window ?? 0) - (other.call?.window ?? 0)).map((ticket) => viewTicket(ticket, tickets)),
    skipped: tickets.filter(({ outcome }) => outcome === 'skipped').map((ticket) => viewTicket(ticket, tickets)),
  };
}

/** What the screen of a desk shows as its answer. */
export function viewCallScreen(desk: QueueDesk, agencies: ReadonlyMap<string, Agency>, tickets: readonly QueueTicket[], at: number): CallScreen {
  const called = tickets.flatMap(({ series: code, number, call, outcome }) => (call === undefined || outcome === 'skipped' ? [] : [{ label: ticketLabel(code, number), window: call.window, at: call.at, calls: call.calls }]));
  const names = new Map(desk.series.map(({ code, name }) => [code, name]));
  return {
    agency: desk.agency,
    name: viewQueueDesk(desk, agencies).name,
    asOf: isoOf(at),
    called: called
      .toSorted((one, other) => other.at - one.at)
      .slice(0, SHOWN_CALLS)
      .map(({ at: calledAt, ...shown }) => ({ ...shown, calledAt: isoOf(calledAt) })),
    waiting: waitingOf(desk, tickets).map((each) => ({ ...each, name: names.get(each.series) ?? each.series })),
  };
}

function waitingOf(desk: QueueDesk, tickets: readonly QueueTicket[]): QueueDeskState['waiting'] {
  return desk.series.map(({ code }) => ({ series: code, count: tickets.filter((ticket) => ticket.series === code && ticket.call === undefined).length }));
}
