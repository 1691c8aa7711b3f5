import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bootstrap } from './bootstrap.mjs';
import { findProgram, run } from './command.mjs';
import { Interrupted } from './interruption.mjs';
import { withLock } from './lock.mjs';
import { cacheFolder } from './paths.mjs';
import { main, say, step } from './progress.mjs';
import { downloadBySdk } from './sdk-download.mjs';

const VERSION = '1.38.0';
const COPY_GOAL = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';
const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>vn.dunghan</groupId><artifactId>test-server</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>io.temporal</groupId><artifactId>temporal-test-server</artifactId><version>${VERSION}</version></dependency>
  </dependencies>
</project>
`;
const WRAPPER = `#!/bin/sh
exec java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$(dirname "$0")/lib/*" io.temporal.testserver.TestServer "$@"
`;

/**
 * Finds or fetches the Temporal server that skips time: our cache, the SDK's download, Maven with Java.
 * @returns {Promise<string>} the path of a program that takes the port as its argument
 * @throws when every way failed, with a message that lists them
 */
export async function ensureTestServer() {
  const folder = join(cacheFolder(), `temporal-test-server-${VERSION}`);
  const native = `${folder}.native`;
  const wrapper = join(folder, 'temporal-test-server');
  const present = () => [native, ...(findProgram('java') === undefined ? [] : [wrapper])].find((path) => existsSync(path));
  return present() ?? withLock(`${folder}.lock`, async () => present() ?? fetchServer(native, folder, wrapper));
}

async function fetchServer(native, folder, wrapper) {
  try {
    await step(`downloading the time-skipping test server ${VERSION} by the Temporal SDK`, () => downloadBySdk('test-server', `v${VERSION}`, native));
    return native;
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    say(`the SDK's download gave nothing: ${error.message.slice(0, 160)}`);
  }
  const maven = findProgram('mvn');
  const missing = [...(maven === undefined ? ['mvn'] : []), ...(findProgram('java') === undefined ? ['java'] : [])];
  if (missing.length > 0) throw new Error(waysOut(`not in the search path: ${missing.join(', ')}`));
  try {
    await step('fetching the time-skipping test server with Maven', () => copyWithMaven(maven, folder));
    return wrapper;
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    throw new Error(waysOut(error.message), { cause: error });
  }
}

async function copyWithMaven(maven, folder) {
  const workshop = mkdtempSync(`${folder}-build-`);
  try {
    writeFileSync(join(workshop, 'pom.xml'), POM);
    await run(maven, ['-B', '-q', COPY_GOAL, `-DoutputDirectory=${join(workshop, 'lib')}`], { cwd: workshop });
    writeFileSync(join(workshop, 'temporal-test-server'), WRAPPER, { mode: 0o755 });
    renameSync(workshop, folder);
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

function waysOut(reason) {
  return [
    `The tests in virtual time need Temporal's time-skipping test server, which cannot be had (${reason}). Either of these helps:`,
    '  - allow the Temporal SDK to download it',
    `  - install Maven and Java (11 or later), which fetch io.temporal:temporal-test-server:${VERSION}`,
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    const done = await bootstrap();
    if (done !== undefined) return done;
    process.stdout.write(`${await ensureTestServer()}\n`);
    return 0;
  });
}
