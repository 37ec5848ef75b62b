/**
 * The messages between an embedded page and the page around it, version 1. `docs/embedding.md` describes them for
 * teachers.
 */
export const MESSAGE_VERSION = 1;

/** Kind of the embedded page. */
export type EmbeddedKind = "playground" | "lesson" | "lab" | "exercise";

/** What the embedded page tells the page around it after the handshake. */
export type Announcement =
  | {
      readonly type: "ready";
      readonly version: number;
      readonly kind: EmbeddedKind;
      readonly title: string;
      /** Types of the requests that the page answers. */
      readonly capabilities: readonly string[];
    }
  /** The part of the page's address after `#`, which restores its state. */
  | { readonly type: "state"; readonly hash: string }
  | {
      readonly type: "epoch";
      readonly epoch: number;
      readonly trainLoss: number | null;
      readonly testLoss: number | null;
    }
  /** The training has stopped: by the user, or for the job's `stopReason`. */
  | { readonly type: "paused"; readonly reason: string }
  /** The grade that an exercise shows. It proves nothing: a page can be changed by its reader. */
  | {
      readonly type: "graded";
      readonly slug: string;
      readonly rightSteps: number;
      readonly steps: number;
      readonly right: boolean;
    }
  /** The same grade as an xAPI statement without an actor. */
  | { readonly type: "xapi"; readonly statement: object }
  | { readonly type: "error"; readonly error: MessageError };

export interface MessageError {
  /** Stable name: `unknown-request`, `invalid-request`, `not-available` or `connection-lost`. */
  readonly type: string;
  /** One sentence. */
  readonly title: string;
}

/** The answer to a request with an id. */
export type RequestResult =
  | { readonly type: "result"; readonly id: RequestId; readonly ok: true; readonly value?: unknown }
  | { readonly type: "result"; readonly id: RequestId; readonly ok: false; readonly error: MessageError };

/** A message as it is sent, with the protocol's version. */
export type Sent = (Announcement | RequestResult) & { readonly nnp: typeof MESSAGE_VERSION };

export type RequestId = string | number;

/** A request of the page around, as far as every request has the same fields. */
export interface EmbedRequest {
  readonly type: string;
  /** Absent: the sender wants no answer. */
  readonly id: RequestId | undefined;
  /** All fields of the message. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Longest text of an id or a type, so that no answer becomes large. */
const MAX_TEXT = 200;

/** Reads a message of the page around; undefined if it is not one of this protocol. */
export function readRequest(data: unknown): EmbedRequest | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  const fields = data as Readonly<Record<string, unknown>>;
  const { nnp, type, id } = fields;
  if (nnp !== MESSAGE_VERSION || typeof type !== "string" || type.length > MAX_TEXT) return undefined;
  const isId = (typeof id === "string" && id.length <= MAX_TEXT) || Number.isFinite(id);
  return { type, id: isId ? (id as RequestId) : undefined, fields };
}

/** The height of the page in the three forms that pages around a frame understand; CSS pixels. */
export function heightMessages(height: number): readonly unknown[] {
  return [
    // Canvas and other learning-management systems; some of them read only text.
    JSON.stringify({ subject: "lti.frameResize", height }),
    { context: "h5p", action: "resize", scrollHeight: height },
    { nnp: MESSAGE_VERSION, type: "height", height },
  ];
}

/**
 * The answer to a question about the height: that of our own script, which may be loaded after this page, and those of
 * H5P's resizer, which asks in two steps. Undefined for all other messages.
 */
export function answerAboutHeight(data: unknown, height: number): unknown {
  if (typeof data !== "object" || data === null) return undefined;
  const { nnp, type, context, action } = data as Readonly<Record<string, unknown>>;
  if (nnp === MESSAGE_VERSION && type === "height") return { nnp, type, height };
  if (context !== "h5p") return undefined;
  if (action === "hello") return { context, action: "hello" };
  if (action === "resizePrepared") return { context, action: "resize", scrollHeight: height };
  return undefined;
}

/**
 * A grade as a statement of the Experience API (xAPI 1.0.3), without an actor, whom the page does not know.
 *
 * @param object address of the exercise
 */
export function xapiStatement(object: string, name: string, rightSteps: number, steps: number): object {
  return {
    verb: { id: "http://adlnet.gov/expapi/verbs/answered", display: { en: "answered" } },
    object: { id: object, objectType: "Activity", definition: { name: { en: name } } },
    result: {
      score: { scaled: steps === 0 ? 0 : rightSteps / steps, raw: rightSteps, min: 0, max: steps },
      success: rightSteps === steps,
      completion: true,
    },
  };
}
