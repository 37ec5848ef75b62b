import { effect } from "@preact/signals-core";
import { pointTrace } from "../../model/backprop/point-trace";
import type { Tracing } from "../../model/backprop/trace";
import type { Clock } from "../clock";
import type { PageActions } from "../page-actions";
import type { Store } from "../store";
import type { WalkthroughJob } from "./walkthrough";

/** How long to wait for the training of one batch; milliseconds. */
const STEP_TIMEOUT = 10_000;

/** The page's own job, as the walkthrough needs it. */
export function walkthroughJob(
  store: Store,
  actions: PageActions,
  tracing: Tracing,
  clock: Clock,
): WalkthroughJob {
  const place = () => {
    const job = store.job.peek();
    return `${String(job?.run)} ${String(job?.epoch)} ${String(job?.batch?.index ?? 0)}`;
  };
  return {
    trace: (of) => tracing.trace(store.job.peek()?.id ?? "", of),
    traceOfPoint: (x) => {
      const [parameters, frame] = [store.parameters.peek(), store.frame.peek()];
      return (
        parameters && frame && pointTrace(store.spec.peek(), parameters, x, frame, store.plane.peek().scales)
      );
    },
    samples: () => store.shownSamples.value?.train.length ?? 1,
    nextBatch: () => store.job.peek()?.batch?.index ?? 0,
    train: () =>
      new Promise((resolve) => {
        const before = place();
        const cancelTimeout = clock.after(STEP_TIMEOUT, resolve);
        effect(function () {
          if (!store.job.value || place() === before) return;
          this.dispose();
          cancelTimeout();
          resolve();
        });
        actions.step("batch");
      }),
  };
}
