import { createParser, type EventSourceMessage } from "eventsource-parser";
import { retryDelay, RETRY_DELAY, sleep, type Fetch } from "./patient-fetch.js";
import { problemOf, ProblemError } from "./problem.js";

/** Milliseconds without a byte after which a stream is lost; the server sends a comment every 15 seconds. */
const SILENCE_TIMEOUT = 60_000;

/** Something that has happened: its name, its id in the stream, and its fields. */
export interface StreamEvent<Name extends string, Data> {
  readonly name: Name;
  readonly id: string;
  readonly data: Data;
}

export interface FollowOptions {
  /** The id of an event behind which to begin. */
  readonly lastId?: string;
  /** Ends the iteration with its reason. */
  readonly signal?: AbortSignal;
}

/**
 * Yields the events of a stream until one for which `isLast` holds, and those that follow it at once. After a lost connection
 * it goes on behind the last event.
 *
 * @param patience milliseconds without a connection after which it throws
 */
export async function* follow<E extends StreamEvent<string, unknown>>(
  fetch: Fetch,
  url: string,
  patience: number,
  { lastId = "", signal }: FollowOptions,
  isLast: (event: E) => boolean,
): AsyncGenerator<E, void, undefined> {
  let lostAt: number | undefined;
  let ended = false;
  for (;;) {
    let delay = RETRY_DELAY;
    try {
      const response = await open(fetch, url, lastId, signal);
      if (response.status === 204) return; // the last id was that of the last event
      for await (const { event = "message", id = "", data } of messages(response)) {
        lostAt = undefined;
        lastId = id || lastId;
        const received = { name: event, id, data: JSON.parse(data) as unknown } as E;
        ended ||= isLast(received);
        yield received;
      }
      if (ended) return;
    } catch (problem) {
      signal?.throwIfAborted();
      lostAt ??= Date.now();
      const refused = problem instanceof ProblemError;
      if ((refused && problem.retryAfter === undefined) || Date.now() - lostAt >= patience) throw problem;
      if (refused) delay = problem.retryAfter ?? delay;
    }
    await sleep(delay);
  }
}

async function open(
  fetch: Fetch,
  url: string,
  lastId: string,
  signal: AbortSignal | undefined,
): Promise<Response> {
  const connecting = new AbortController();
  const timer = setTimeout(() => connecting.abort(), SILENCE_TIMEOUT);
  try {
    const response = await fetch(
      new Request(url, {
        headers: { Accept: "text/event-stream", ...(lastId && { "Last-Event-ID": lastId }) },
        credentials: "omit",
        cache: "no-store",
        signal: signal ? AbortSignal.any([signal, connecting.signal]) : connecting.signal,
      }),
    );
    if (response.ok) return response;
    const body: unknown = await response.json().catch(() => undefined);
    throw new ProblemError(response.status, problemOf(body), retryDelay(response));
  } finally {
    clearTimeout(timer);
  }
}

async function* messages({ body }: Response): AsyncGenerator<EventSourceMessage> {
  if (!body) return;
  const received: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (message) => received.push(message) });
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (;;) {
      const timer = setTimeout(() => void reader.cancel(), SILENCE_TIMEOUT);
      const { done, value } = await reader.read().finally(() => clearTimeout(timer));
      if (done) return;
      parser.feed(value);
      yield* received.splice(0);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
