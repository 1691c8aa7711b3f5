import { readStandInEnvironment } from '#config';
import { startStandIn } from './start.js';

const { host, port, smtpPort, dataDir, token } = readStandInEnvironment();
const standIn = await startStandIn({ host, port, smtpPort, token, folder: dataDir, now: () => Date.now() });
process.stderr.write(`The stand-in takes mail at ${standIn.smtpUrl} and messages at ${standIn.url}\n`);
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    standIn.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}
