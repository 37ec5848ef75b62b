import { createServer, type Server } from "node:http";

/**
 * A page of another site with playgrounds in sandboxed frames that allow scripts only: opaque origins without storage.
 */
export class EmbeddingPage {
  readonly url: string;
  readonly #server: Server;

  private constructor(server: Server, url: string) {
    this.#server = server;
    this.url = url;
  }

  /** @param playground address of the server, on another origin */
  static async opens(
    playground: string,
    frames: readonly { address: string; width: number; height?: number; path?: string }[],
  ): Promise<EmbeddingPage> {
    const course = frames
      .map(
        ({ address, width, height = 720, path = "" }) =>
          `<iframe src="${playground}/embed${path}#${address}" title="NN Playground" width="${String(width)}" height="${String(height)}" sandbox="allow-scripts"></iframe>`,
      )
      .join("");
    return EmbeddingPage.shows(course);
  }

  /** @param html what the page contains */
  static async shows(html: string): Promise<EmbeddingPage> {
    const server = createServer((_, answer) => {
      answer
        .setHeader("Content-Type", "text/html; charset=utf-8")
        .end(`<!doctype html><link rel="icon" href="data:,"><title>Course</title>${html}`);
    });
    await new Promise<void>((listening) => server.listen(0, listening));
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    return new EmbeddingPage(server, `http://localhost:${String(port)}/`);
  }

  async closes(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }
}
