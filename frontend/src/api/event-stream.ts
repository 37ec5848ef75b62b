import type { EventSourceMessage } from "eventsource-parser";
import type { StreamListener, StreamOptions } from "../model/training/training-server";
import { attentionOf, frameOf, jobOf } from "./convert";
import { readEvents } from "./read-events";
import type { WireAttention, WireFrame, WireJob } from "./wire";

/** What every page draws. */
const FRAME_CONTENT = ["losses", "parameters"];
/** Grid points per axis of the boundary. */
export const FRAME_RESOLUTION = 50;

/**
 * Reads the server-sent events of one or several jobs.
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
  const query = new URLSearchParams({
    include: [...FRAME_CONTENT, ...(boundary ? ["boundary"] : []), ...(gradients ? ["gradients"] : [])].join(
      ",",
    ),
    resolution: String(FRAME_RESOLUTION),
    maxRate: String(rate),
    ...(lastEventId !== undefined && { lastEventId }),
  });
  return readEvents(
    `${url}${url.includes("?") ? "&" : "?"}${query.toString()}`,
    language,
    (event) => {
      deliver(event, listener);
    },
    listener,
  );
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
