import {
  MESSAGE_VERSION,
  readRequest,
  type Announcement,
  type EmbeddedKind,
  type EmbedRequest,
  type MessageError,
  type RequestResult,
  type Sent,
} from "../../model/embedding/messages";

/** Sends a message to the page around; only a page of this origin receives it. */
export type Send = (message: Sent, origin: string) => void;

/** Answers one type of request; throws a `RequestError` for what it cannot do. */
export type RequestHandler = (fields: Readonly<Record<string, unknown>>) => unknown;

/** A request that cannot be answered. */
export class RequestError extends Error {
  readonly type: string;

  /** @param type stable name; see `MessageError` */
  constructor(type: string, title: string) {
    super(title);
    this.type = type;
  }
}

/** What the page tells about itself in the handshake. */
export interface EmbeddedPage {
  readonly kind: EmbeddedKind;
  readonly title: () => string;
  readonly handlers: Readonly<Record<string, RequestHandler>>;
}

/**
 * The conversation with the page around this one. Nothing is sent before that page has said `hello`; from then on only
 * its origin is heard and answered.
 */
export class MessageChannel {
  readonly #page: EmbeddedPage;
  readonly #send: Send;
  /** The origin that may say hello; undefined: any. */
  readonly #allowed: string | undefined;
  #origin: string | undefined;

  constructor(page: EmbeddedPage, send: Send, allowed: string | undefined) {
    this.#page = page;
    this.#send = send;
    this.#allowed = allowed;
  }

  /** Sends an announcement, after the handshake. */
  announce(message: Announcement): void {
    if (this.#origin !== undefined) this.#send({ nnp: MESSAGE_VERSION, ...message }, this.#origin);
  }

  /**
   * Takes a message of the page around; the caller has checked that it comes from that window. Messages that are not of
   * this protocol, or come from another origin, are ignored.
   */
  async receive(data: unknown, origin: string): Promise<void> {
    const request = readRequest(data);
    if (!request) return;
    if (this.#origin === undefined) {
      if (request.type !== "hello" || (this.#allowed !== undefined && origin !== this.#allowed)) return;
      this.#origin = origin;
    }
    if (origin !== this.#origin) return;
    if (request.type === "hello") this.announce(this.#ready());
    const result = await this.#answer(request);
    if (result) this.#send({ nnp: MESSAGE_VERSION, ...result }, origin);
  }

  #ready(): Announcement {
    const { kind, title, handlers } = this.#page;
    return {
      type: "ready",
      version: MESSAGE_VERSION,
      kind,
      title: title(),
      capabilities: Object.keys(handlers),
    };
  }

  async #answer({ type, id, fields }: EmbedRequest): Promise<RequestResult | undefined> {
    const failed = (error: MessageError): RequestResult | undefined =>
      id === undefined ? undefined : { type: "result", id, ok: false, error };
    const { handlers } = this.#page;
    const handler = Object.hasOwn(handlers, type) ? handlers[type] : undefined;
    if (type !== "hello" && !handler) {
      const known = Object.keys(handlers).join(", ");
      return failed({ type: "unknown-request", title: `This page answers the requests ${known}.` });
    }
    try {
      const value = await handler?.(fields);
      return id === undefined
        ? undefined
        : { type: "result", id, ok: true, ...(value !== undefined && { value }) };
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      return failed({ type: error.type, title: error.message });
    }
  }
}
