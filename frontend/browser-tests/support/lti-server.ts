import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { promisify } from "node:util";
import { freePort } from "../../scripts/server.mjs";
import { startTestServer } from "./test-server";

/** A server that courses of platforms on this machine can launch. Its address is another site than `localhost`. */
export interface LtiTestServer {
  readonly address: string;
  /** Runs the operator's command; the address where one platform can register. */
  invite(): Promise<string>;
  stop(): Promise<void>;
}

export async function startLtiServer(): Promise<LtiTestServer> {
  const port = await freePort();
  const address = `http://127.0.0.1:${String(port)}`;
  const secret = randomBytes(32).toString("hex");
  const server = await startTestServer(port, {
    "playground.access.secret": secret,
    "playground.lti.enabled": "true",
    "playground.lti.address": address,
    "playground.lti.allow-private-addresses": "true",
  });
  return {
    address,
    invite: async () => {
      const options = [`--server.port=${String(port)}`, `--playground.access.secret=${secret}`];
      const printed = await runServerCommand("--lti-invite", ...options);
      const found = /http:\S+\/lti\/register\?invite=\S+/.exec(printed)?.[0];
      if (found === undefined) throw new Error(`The command has printed no invite: ${printed}`);
      return found;
    },
    stop: server.stop,
  };
}

async function runServerCommand(...options: readonly string[]): Promise<string> {
  const home = process.env["PLAYGROUND_JAVA_HOME"] ?? process.env["JAVA_HOME"];
  const java = home ? join(home, "bin", "java") : "java";
  const command = ["-XX:TieredStopAtLevel=1", "-jar", process.env["PLAYGROUND_JAR"] ?? "", ...options];
  return (await promisify(execFile)(java, command)).stdout;
}
