import { effect, useSignal, type ReadonlySignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Landscape, LandscapeQuery, Landscapes } from "../../model/landscape/landscape";
import type { Outcome } from "../../model/training/training-server";

/** Least time between two computations; milliseconds. */
const INTERVAL = 1000;
/** A landscape that takes long is computed again after this multiple of its time. */
const SHARE_OF_TIME = 4;

export type LandscapeFailure = Exclude<Outcome<never>, { readonly type: "done" }>;

export interface CurrentLandscape {
  readonly landscape: ReadonlySignal<Landscape | undefined>;
  readonly busy: ReadonlySignal<boolean>;
  readonly failure: ReadonlySignal<LandscapeFailure | undefined>;
  readonly computeAgain: () => void;
}

/**
 * The landscape of a job. It is computed again after every change of the moment, but at most once a second.
 *
 * @param moment identifies the current parameters of the job
 */
export function useLandscape(
  landscapes: Landscapes,
  jobId: string,
  { plane, zoom }: LandscapeQuery,
  moment: ReadonlySignal<string>,
): CurrentLandscape {
  const landscape = useSignal<Landscape | undefined>(undefined);
  const busy = useSignal(false);
  const failure = useSignal<LandscapeFailure | undefined>(undefined);
  const request = useSignal(0);
  useEffect(() => {
    let closed = false;
    let cancel: () => void = () => undefined;
    const compute = async () => {
      const computed = moment.peek();
      const start = performance.now();
      busy.value = true;
      const outcome = await landscapes.landscape(jobId, { plane, zoom });
      if (closed) return;
      busy.value = false;
      failure.value = outcome.type === "done" ? undefined : outcome;
      if (outcome.type === "done") landscape.value = outcome.value;
      const retry = outcome.type === "busy" || outcome.type === "unreachable";
      const pause = outcome.type === "busy" ? 1000 * outcome.retryAfterSeconds : INTERVAL;
      const timer = setTimeout(
        () => {
          if (retry) void compute();
          else cancel = afterChange(moment, computed, () => void compute());
        },
        Math.max(pause, SHARE_OF_TIME * (performance.now() - start)),
      );
      cancel = () => {
        clearTimeout(timer);
      };
    };
    void compute();
    return () => {
      closed = true;
      cancel();
    };
  }, [jobId, plane, zoom, request.value]);
  return {
    landscape,
    busy,
    failure,
    computeAgain: () => {
      request.value++;
    },
  };
}

/** Calls back once when the value differs from an earlier one, now or later; returns a function that cancels. */
function afterChange<T>(value: ReadonlySignal<T>, earlier: T, callback: () => void): () => void {
  let called = false;
  const stop = effect(() => {
    if (value.value === earlier || called) return;
    called = true;
    queueMicrotask(() => {
      stop();
      callback();
    });
  });
  return () => {
    called = true;
    stop();
  };
}
