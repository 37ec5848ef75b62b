import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Milliseconds until the engine must have started; the first time it unpacks its native library. */
const PATIENCE = 120_000;

/**
 * @typedef {object} PlaygroundServer
 * @property {string} url
 * @property {number} port
 * @property {() => Promise<void>} stop ends it and waits for its end
 * @property {() => Promise<void>} kill ends it as a power cut would
 */

/**
 * Starts a server of its own from the packaged jar and waits until it is healthy. `PLAYGROUND_JAR` names the jar, `PLAYGROUND_JAVA_HOME` or
 * `JAVA_HOME` the Java 25 that runs it; without one it is `java` on the PATH.
 *
 * @param {number} [port] a free one where none is given
 * @returns {Promise<PlaygroundServer>}
 */
export async function startServer(port) {
  const jar = process.env["PLAYGROUND_JAR"];
  if (!jar) throw new Error("PLAYGROUND_JAR names no jar, and PLAYGROUND_URL no running server.");
  const home = process.env["PLAYGROUND_JAVA_HOME"] ?? process.env["JAVA_HOME"];
  const at = port ?? (await freePort());
  const folder = await mkdtemp(join(tmpdir(), "playground-"));
  const server = spawn(
    home ? join(home, "bin", "java") : "java",
    [
      "--enable-native-access=ALL-UNNAMED",
      "-jar",
      jar,
      `--server.port=${String(at)}`,
      `--playground.access.secret-file=${join(folder, "secret")}`,
    ],
    { cwd: folder, stdio: ["ignore", "pipe", "pipe"] },
  );
  /** @type {string[]} */
  const said = [];
  for (const output of [server.stdout, server.stderr]) {
    output.setEncoding("utf8").on("data", (text) => said.push(String(text)));
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
    if (server.exitCode === null && server.pid !== undefined && Date.now() - start < PATIENCE) continue;
    await end("SIGKILL");
    throw new Error(`The server of ${jar} did not start.\n${said.join("").slice(-4000)}`);
  }
  return { url, port: at, stop: () => end("SIGTERM"), kill: () => end("SIGKILL") };
}

/** @returns {Promise<number>} a port that nobody listens on */
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
