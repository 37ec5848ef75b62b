import { createParser, type EventSourceMessage } from "eventsource-parser";
import type { ConnectionListener, StreamEnd } from "../model/training/training-server";

/**
 * Reads server-sent events with `fetch`. Unlike `EventSource` this distinguishes a missing resource (404) from a lost server,
 * and the caller decides when to reconnect.
 *
 * @param language of problem texts
 * @returns closes the stream; nothing is called afterwards
 */
export function readEvents(
  url: string,
  language: string,
  deliver: (event: EventSourceMessage) => void,
  listener: ConnectionListener,
): () => void {
  const controller = new AbortController();
  void read(url, language, controller.signal, deliver, listener).then((reason) => {
    if (!controller.signal.aborted) listener.ended(reason);
  });
  return () => {
    controller.abort();
  };
}

async function read(
  url: string,
  language: string,
  signal: AbortSignal,
  deliver: (event: EventSourceMessage) => void,
  listener: ConnectionListener,
): Promise<StreamEnd> {
  try {
    const response = await fetch(url, {
      headers: { Accept: "text/event-stream", "Accept-Language": language },
      credentials: "omit",
      cache: "no-store",
      signal,
    });
    // 204: the last event of this stream was its end.
    if (response.status === 204 || response.status === 404 || response.status === 410) return "gone";
    if (response.status === 429 || response.status === 503) {
      return { retryAfterSeconds: Number(response.headers.get("Retry-After") ?? "2") || 2 };
    }
    if (!response.ok || !response.body) return "lost";
    listener.opened();
    const parser = createParser({
      onEvent: (event) => {
        if (!signal.aborted) deliver(event);
      },
    });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return "lost";
      if (signal.aborted) return "lost";
      listener.received();
      parser.feed(value);
    }
  } catch {
    return "lost";
  }
}
