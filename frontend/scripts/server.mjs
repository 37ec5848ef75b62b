import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Maximum start time of the server; milliseconds. The first start unpacks the native library. */
const START_TIMEOUT = 120_000;

/**
 * @typedef {object} PlaygroundServer
 * @property {string} url
 * @property {number} port
 * @property {() => Promise<void>} stop stops it and waits for its end
 * @property {() => Promise<void>} kill kills it, as a power failure would
 */

/**
 * Starts a server from the packaged jar and waits until it is healthy. `PLAYGROUND_JAR` is the jar,
 * `PLAYGROUND_JAVA_HOME` or `JAVA_HOME` the Java 25 that runs it; otherwise `java` on the PATH.
 *
 * @param {object} [settings]
 * @param {number} [settings.port] default: a free port
 * @param {readonly string[]} [settings.javaOptions] of the virtual machine
 * @returns {Promise<PlaygroundServer>}
 */
export async function startServer({ port, javaOptions = [] } = {}) {
  const jar = process.env["PLAYGROUND_JAR"];
  if (!jar) throw new Error("PLAYGROUND_JAR names no jar, and PLAYGROUND_URL no running server.");
  const home = process.env["PLAYGROUND_JAVA_HOME"] ?? process.env["JAVA_HOME"];
  const at = port ?? (await freePort());
  const folder = await mkdtemp(join(tmpdir(), "playground-"));
  const server = spawn(
    home ? join(home, "bin", "java") : "java",
    [
      "--enable-native-access=ALL-UNNAMED",
      ...javaOptions,
      "-jar",
      jar,
      `--server.port=${String(at)}`,
      `--playground.access.secret-file=${join(folder, "secret")}`,
    ],
    { cwd: folder, stdio: ["ignore", "pipe", "pipe"] },
  );
  /** @type {string[]} */
  const log = [];
  for (const output of [server.stdout, server.stderr]) {
    output.setEncoding("utf8").on("data", (text) => log.push(String(text)));
  }
  const ended = new Promise((resolve) => server.once("close", resolve).once("error", resolve));
  /** @param {NodeJS.Signals} signal */
  const end = async (signal) => {
    server.kill(signal);
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const url = `http://localhost:${String(at)}`;
  for (const start = Date.now(); !(await isHealthy(url)); await new Promise((go) => setTimeout(go, 200))) {
    if (server.exitCode === null && server.pid !== undefined && Date.now() - start < START_TIMEOUT) continue;
    await end("SIGKILL");
    throw new Error(`The server of ${jar} did not start.\n${log.join("").slice(-4000)}`);
  }
  return { url, port: at, stop: () => end("SIGTERM"), kill: () => end("SIGKILL") };
}

/** @returns {Promise<number>} a free port */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, () => {
      const address = probe.address();
      probe.close(() => {
        resolve(typeof address === "object" && address ? address.port : 0);
      });
    });
  });
}

/** @param {string} url */
async function isHealthy(url) {
  try {
    return (await fetch(`${url}/actuator/health`)).ok;
  } catch {
    return false;
  }
}
