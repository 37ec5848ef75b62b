import { existsSync } from "node:fs";
import { startServer, type PlaygroundServer } from "../../scripts/server.mjs";

/**
 * Starts a server for tests. It uses Java's first compiler only: the second one costs more CPU time than its code saves in a few minutes
 * (until the server is ready 12.4 s instead of 7.8 s). An AOT cache beside the jar, `X.aot` for `X.jar`, saves more.
 *
 * @param port default: a free port
 * @param settings of the server, by name
 */
export function startTestServer(
  port?: number,
  settings: Readonly<Record<string, string>> = {},
): Promise<PlaygroundServer> {
  const cache = process.env["PLAYGROUND_JAR"]?.replace(/\.jar$/, ".aot") ?? "";
  return startServer({
    ...(port !== undefined && { port }),
    javaOptions: [
      "-XX:TieredStopAtLevel=1",
      "-XX:+UseSerialGC",
      ...(existsSync(cache) ? [`-XX:AOTCache=${cache}`] : []),
      ...Object.entries(settings).map(([name, value]) => `-D${name}=${value}`),
    ],
  });
}
