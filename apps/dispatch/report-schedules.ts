import { Client, Connection, ScheduleAlreadyRunning, ScheduleNotFoundError, ScheduleOverlapPolicy, type ScheduleOptions } from '@temporalio/client';
import { REPORT_PERIODS, type ReportPeriod, reportMoments, type ReportRules } from '#domain';
import { CASE_QUEUE, reportScheduleId, reportWorkflow } from '#workflows';

/** Runs missed while the server was down are caught up for this long; one catches all up. */
const CATCHUP_WINDOW = '31 days';
const MONTHS = ['JANUARY', 'FEBRUARY', 'MARCH', 'APRIL', 'MAY', 'JUNE', 'JULY', 'AUGUST', 'SEPTEMBER', 'OCTOBER', 'NOVEMBER', 'DECEMBER'] as const;
const TIME_ZONE = 'Asia/Ho_Chi_Minh';

/** The schedules over a connection of their own, made when it is first used. */
export function openReportSchedules({ address, namespace }: { readonly address: string; readonly namespace: string }): ReportSchedules {
  return new ReportSchedules(Connection.lazy({ address }), namespace);
}

/** The schedules that make reports, one a kind. */
export class ReportSchedules {
  readonly #client: Client;

  constructor(
    private readonly connection: Connection,
    namespace: string,
  ) {
    this.#client = new Client({ connection, namespace });
  }

  /**
   * Sees to it that every kind of report has its schedule, with the cut-off of the settings; one that has it already is left alone.
   * @throws when the server cannot be reached or keeps no schedules
   */
  async ensure(rules: ReportRules): Promise<void> {
    for (const report of REPORT_PERIODS) {
      await this.#ensureOne(scheduleOf(report, rules));
    }
  }

  /**
   * Has a report's schedule run now.
   * @throws when the server cannot be reached or has no such schedule
   */
  async trigger(report: ReportPeriod): Promise<void> {
    await this.#client.schedule.getHandle(reportScheduleId(report)).trigger(ScheduleOverlapPolicy.SKIP);
  }

  /** Closes its connection. */
  async close(): Promise<void> {
    await this.connection.close();
  }

  async #ensureOne(wanted: ReturnType<typeof scheduleOf>): Promise<void> {
    const handle = this.#client.schedule.getHandle(wanted.scheduleId);
    try {
      const { state } = await handle.describe();
      if (state.note !== wanted.state.note) {
        await handle.update(({ state: known }) => ({ ...wanted, state: { ...known, note: wanted.state.note } }));
      }
    } catch (error) {
      if (!(error instanceof ScheduleNotFoundError)) throw error;
      await this.#create(wanted);
    }
  }

  /** Of two who create it at once, the later finds it. */
  async #create(wanted: ReturnType<typeof scheduleOf>): Promise<void> {
    try {
      await this.#client.schedule.create(wanted);
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    }
  }
}

function scheduleOf(report: ReportPeriod, rules: ReportRules) {
  const { dayOfMonth, months, hour } = reportMoments(report, rules[report]);
  // The server's own answer to what a schedule says is in another form than was asked: the note tells whether it is the same.
  const note = JSON.stringify([dayOfMonth, months, hour, TIME_ZONE, CATCHUP_WINDOW]);
  return {
    scheduleId: reportScheduleId(report),
    spec: { calendars: [{ dayOfMonth, month: months.flatMap((month) => MONTHS[month - 1] ?? []), hour, comment: `reports of a ${report}` }], timezone: TIME_ZONE },
    action: { type: 'startWorkflow', workflowType: reportWorkflow, workflowId: reportScheduleId(report), taskQueue: CASE_QUEUE, args: [{ report }] as const },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: CATCHUP_WINDOW },
    state: { note },
  } satisfies ScheduleOptions;
}
