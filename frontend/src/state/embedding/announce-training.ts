import { effect } from "@preact/signals-core";
import type { Announcement } from "../../model/embedding/messages";
import { isPlaying } from "../../model/training/job";
import type { Clock } from "../clock";
import type { Store } from "../store";
import { Throttle } from "../throttle";

/** The address is announced when it has not changed for this long; milliseconds. */
const STATE_DELAY = 500;
/** Minimum time between two announcements of an epoch; milliseconds. */
const EPOCH_INTERVAL = 250;

/**
 * Announces the training of an embedded playground: its address, its epochs, each pause, and a lost server.
 *
 * @param currentHash the part of the address after `#`; reads signals
 */
export function announceTraining(
  store: Store,
  clock: Clock,
  currentHash: () => string,
  announce: (message: Announcement) => void,
): void {
  let cancelState: (() => void) | undefined;
  effect(() => {
    const hash = currentHash();
    cancelState?.();
    cancelState = clock.after(STATE_DELAY, () => {
      announce({ type: "state", hash });
    });
  });
  const epochs = new Throttle(
    () => {
      const frame = store.frame.peek();
      if (frame) {
        const { epoch, trainLoss, testLoss } = frame;
        announce({ type: "epoch", epoch, trainLoss: trainLoss ?? null, testLoss: testLoss ?? null });
      }
      return Promise.resolve();
    },
    EPOCH_INTERVAL,
    clock,
  );
  effect(() => {
    if (store.frame.value) epochs.call();
  });
  let wasPlaying = false;
  effect(() => {
    const job = store.job.value;
    const plays = job !== undefined && isPlaying(job);
    if (wasPlaying && !plays) announce({ type: "paused", reason: job?.stopReason ?? "user" });
    wasPlaying = plays;
  });
  effect(() => {
    if (store.connection.value.type !== "lost") return;
    const title = "The server cannot be reached. The page tries again by itself.";
    announce({ type: "error", error: { type: "connection-lost", title } });
  });
}
