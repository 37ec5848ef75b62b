import { decodeAddress } from "../../model/address/address";
import { base64UrlOfText } from "../../model/address/base64";
import type { PageActions } from "../page-actions";
import type { Store } from "../store";
import { RequestError, type RequestHandler } from "./message-channel";
import { viewRequests } from "./view-requests";

/** Longest address that a page around may set; characters. */
const MAX_HASH = 1_000_000;

/**
 * The requests that an embedded playground answers.
 *
 * @param currentHash the part of the address after `#`
 * @param picture the network and its output as a data URL
 */
export function playgroundRequests(
  store: Store,
  actions: PageActions,
  currentHash: () => string,
  picture: () => string,
): Readonly<Record<string, RequestHandler>> {
  const change = () => {
    if (store.readOnly.value)
      throw new RequestError("not-available", "This page shows the job of somebody else.");
  };
  const play = (plays: boolean) => {
    change();
    if (store.playing.value !== plays) actions.togglePlay();
  };
  return {
    get: ({ what }) => {
      switch (what) {
        case "state":
          return { hash: currentHash() };
        case "losses":
          return losses(store);
        case "picture":
          return { dataUrl: picture() };
        default:
          throw new RequestError(
            "invalid-request",
            'The field "what" must be "state", "losses" or "picture".',
          );
      }
    },
    set: ({ hash, spec }) => {
      change();
      actions.open(decodeAddress(hashOf(hash, spec), store.catalog.value));
    },
    play: () => {
      play(true);
    },
    pause: () => {
      play(false);
    },
    step: () => {
      change();
      actions.step();
    },
    reset: () => {
      change();
      actions.reset("same");
    },
    ...viewRequests((view) => {
      actions.changeView(view);
    }),
  };
}

function hashOf(hash: unknown, spec: unknown): string {
  if (typeof hash === "string" && hash.length <= MAX_HASH && spec === undefined) return hash;
  if (typeof spec === "object" && spec !== null && hash === undefined) {
    const text = base64UrlOfText(JSON.stringify(spec));
    if (text.length <= MAX_HASH) return `spec=${text}`;
  }
  throw new RequestError(
    "invalid-request",
    `Either "hash" must be a text or "spec" an object, of at most ${String(MAX_HASH)} characters.`,
  );
}

/** Losses of the run on display by epoch, from epoch 0. */
function losses(store: Store): object {
  const { run, length, train, validation, test } = store.curve.value;
  return {
    run,
    train: train.slice(0, length),
    validation: validation.slice(0, length),
    test: test.slice(0, length),
  };
}
