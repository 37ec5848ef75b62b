import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from "node:http";

/**
 * A course page with the playground in a frame that may run scripts only, on an origin of its own. Beside it, below `/embed`, what a server
 * does for such frames: serves the same page, and lets the opaque origin `null` read the page's assets and the API.
 */
export class CoursePage {
  readonly url: string;
  readonly #server: Server;

  private constructor(server: Server, url: string) {
    this.#server = server;
    this.url = url;
  }

  static async opens(
    playground: string,
    frames: readonly { address: string; width: number }[],
  ): Promise<CoursePage> {
    const course = frames
      .map(
        ({ address, width }) =>
          `<iframe src="/embed#${address}" title="NN Playground" width="${String(width)}" height="720" sandbox="allow-scripts"></iframe>`,
      )
      .join("");
    const server = createServer((asked, answer) => {
      if (asked.url === "/course") {
        answer
          .setHeader("Content-Type", "text/html; charset=utf-8")
          .end(`<!doctype html><title>Course</title>${course}`);
      } else {
        forward(playground, asked, answer);
      }
    });
    await new Promise<void>((listening) => server.listen(0, listening));
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    return new CoursePage(server, `http://localhost:${String(port)}/course`);
  }

  async closes(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }
}

function forward(playground: string, asked: IncomingMessage, answer: ServerResponse): void {
  answer.setHeader("Access-Control-Allow-Origin", "null");
  if (asked.method === "OPTIONS") {
    answer.setHeader("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE");
    answer.setHeader("Access-Control-Allow-Headers", "Authorization, Content-Type, Accept-Language");
    answer.end();
    return;
  }
  const path = asked.url === "/embed" ? "/" : (asked.url ?? "/");
  const headers = Object.fromEntries(
    Object.entries(asked.headers).filter(([name]) => name !== "origin" && name !== "host"),
  );
  const onward = request(playground + path, { method: asked.method ?? "GET", headers }, (came) => {
    answer.writeHead(came.statusCode ?? 502, came.headers);
    came.pipe(answer);
  });
  onward.on("error", () => answer.destroy());
  answer.on("close", () => onward.destroy());
  asked.pipe(onward);
}
