import { instant } from '#domain';
import { closeEngine, openEngine, printRegister, type RegisterFormat } from '#service';

/** What a printing process is told, as JSON in its one argument. The key is that of a database thrown away after the bench. */
export interface PrintOrder {
  readonly databaseUrl: string;
  readonly masterKey: string;
  readonly register: string;
  readonly format: RegisterFormat;
  readonly at: number;
}

/** What it answers, as JSON; memory is the most it held, in bytes, before and after printing. */
export interface PrintReport {
  readonly seconds: number;
  readonly bytes: number;
  readonly idle: number;
  readonly peak: number;
}

const KIB = 1_024;
const order = JSON.parse(process.argv[2] ?? '') as PrintOrder;
const engine = await openEngine({ databaseUrl: order.databaseUrl, masterKey: Buffer.from(order.masterKey, 'base64'), applicationName: 'dunghan-bench-printer', poolSize: 2 });
try {
  const idle = process.resourceUsage().maxRSS * KIB;
  const begun = performance.now();
  const printed = await printRegister(engine, order.register, order.format, {}, instant(order.at));
  let bytes = 0;
  for await (const piece of printed?.bytes ?? []) {
    bytes += piece.length;
  }
  const report: PrintReport = { seconds: (performance.now() - begun) / 1000, bytes, idle, peak: process.resourceUsage().maxRSS * KIB };
  process.stdout.write(JSON.stringify(report));
} finally {
  await closeEngine(engine);
}
