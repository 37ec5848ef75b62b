import { createParser, type EventSourceMessage } from "eventsource-parser";
import type { StreamListener, StreamOptions } from "../model/training/training-server";
import { attentionOf, frameOf, jobOf } from "./convert";
import type { WireAttention, WireFrame, WireJob } from "./wire";

/** What every page draws. */
const FRAME_CONTENT = ["losses", "parameters"];
/** Grid points per axis of the boundary. */
export const FRAME_RESOLUTION = 50;

/**
 * Reads the server-sent events of one or several jobs with `fetch`. Unlike `EventSource` this distinguishes a missing job (404) from
 * a lost server, and the caller decides when to reconnect.
 *
 * @param url with the jobs of a common stream in its query
 * @param language of problem texts
 * @returns closes the stream; the listener is not called afterwards
 */
export function openEventStream(
  url: string,
  language: string,
  { lastEventId, gradients, boundary, rate }: StreamOptions,
  listener: StreamListener,
): () => void {
  const controller = new AbortController();
  const query = new URLSearchParams({
    include: [...FRAME_CONTENT, ...(boundary ? ["boundary"] : []), ...(gradients ? ["gradients"] : [])].join(
      ",",
    ),
    resolution: String(FRAME_RESOLUTION),
    maxRate: String(rate),
    ...(lastEventId !== undefined && { lastEventId }),
  });
  void read(
    `${url}${url.includes("?") ? "&" : "?"}${query.toString()}`,
    language,
    controller.signal,
    listener,
  ).then((reason) => {
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
  listener: StreamListener,
): Promise<Parameters<StreamListener["ended"]>[0]> {
  try {
    const response = await fetch(url, {
      headers: { Accept: "text/event-stream", "Accept-Language": language },
      credentials: "omit",
      cache: "no-store",
      signal,
    });
    // 204: the last event of this stream was the end of its job.
    if (response.status === 204 || response.status === 404 || response.status === 410) return "gone";
    if (response.status === 429 || response.status === 503) {
      return { retryAfterSeconds: Number(response.headers.get("Retry-After") ?? "2") || 2 };
    }
    if (!response.ok || !response.body) return "lost";
    listener.opened();
    const parser = createParser({
      onEvent: (event) => {
        if (!signal.aborted) deliver(event, listener);
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

function deliver(event: EventSourceMessage, listener: StreamListener): void {
  switch (event.event) {
    case "job.state":
      listener.state(jobOf(JSON.parse(event.data) as WireJob));
      break;
    case "job.frame": {
      const frame = JSON.parse(event.data) as WireFrame;
      listener.frame(frameOf(frame), frame.job);
      break;
    }
    case "job.attention":
      listener.attention(attentionOf(JSON.parse(event.data) as WireAttention));
      break;
    default:
      return; // `stream.problem` precedes the end of the stream, which is handled as a loss; newer servers may send more
  }
  if (event.id !== undefined) listener.eventId(event.id);
}
