import { readStandInEnvironment } from '#config';
import { fetchToken, readProcedures } from './portal/surroundings.js';
import { startStandIn } from './start.js';

const { host, port, smtpPort, dataDir, token, portalToken, procedures, inward } = readStandInEnvironment();
const portal = {
  token: portalToken,
  ...(procedures === undefined ? {} : { procedures: await readProcedures(procedures) }),
  ...(inward === undefined ? {} : { inward: { apiUrl: inward.apiUrl, token: () => fetchToken(inward.identityUrl) } }),
};
const standIn = await startStandIn({ host, port, smtpPort, token, folder: dataDir, now: () => Date.now(), portal });
process.stderr.write(`The stand-in takes mail at ${standIn.smtpUrl}, messages at ${standIn.url} and dossiers at ${standIn.url}/portal\n`);
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    standIn.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}
