import { answerAboutHeight, heightMessages } from "../../model/embedding/messages";
import { MessageChannel, type EmbeddedPage } from "../../state/embedding/message-channel";

/** Smallest change of the height that is told; CSS pixels. */
const SMALLEST_CHANGE = 4;
/** Minimum time between two messages of the height; milliseconds. */
const HEIGHT_INTERVAL = 100;

/** Origin of a page without one, such as a sandboxed frame or a local file; it cannot be addressed by name. */
const OPAQUE = "null";

/** Connects this page with the page around it: listens to its requests, and tells it the height of this page. */
export function connectParent(page: EmbeddedPage): MessageChannel {
  const send = (message: unknown, origin: string) => {
    parent.postMessage(message, origin === OPAQUE ? "*" : origin);
  };
  const channel = new MessageChannel(page, send, allowedOrigin());
  addEventListener("message", ({ source, origin, data }: MessageEvent<unknown>) => {
    if (source !== parent || source === window) return;
    const answer = answerAboutHeight(data, contentHeight());
    if (answer !== undefined) send(answer, origin);
    else void channel.receive(data, origin);
  });
  reportHeight();
  return channel;
}

/** Tells the page around the height of this page, now and after each change. Everybody may know it. */
function reportHeight(): void {
  let told = 0;
  let timer: number | undefined;
  const tell = () => {
    timer = undefined;
    const height = contentHeight();
    if (Math.abs(height - told) < SMALLEST_CHANGE) return;
    told = height;
    for (const message of heightMessages(height)) parent.postMessage(message, "*");
  };
  new ResizeObserver(() => {
    timer ??= setTimeout(tell, HEIGHT_INTERVAL);
  }).observe(document.body);
}

/** The height that shows the whole page, whatever the height of its frame; CSS pixels. */
function contentHeight(): number {
  const { marginTop, marginBottom } = getComputedStyle(document.body);
  return Math.ceil(
    document.body.getBoundingClientRect().height + parseFloat(marginTop) + parseFloat(marginBottom),
  );
}

/**
 * The origin that `#messages=https://course.example` allows to talk to the page; undefined if the address names none. An
 * invalid one allows nobody.
 */
function allowedOrigin(): string | undefined {
  const value = new URLSearchParams(location.hash.slice(1)).get("messages");
  if (value === null) return undefined;
  return URL.canParse(value) ? new URL(value).origin : "";
}
