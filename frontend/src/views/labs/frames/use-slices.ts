import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { useLoop } from "./use-loop";

/** Time for one slice of a computation, so that the page stays responsive; milliseconds. */
const SLICE = 8;

export interface Computation<T> {
  /** The last value that the computation has yielded; undefined at the start. */
  readonly value: T | undefined;
  readonly done: boolean;
}

/**
 * Runs a long computation in slices, one per frame, and starts it anew when one of the inputs changes.
 *
 * @param start makes the computation; each value that it yields replaces the one before
 */
export function useSlices<T>(start: () => Generator<T, void>, inputs: readonly unknown[]): Computation<T> {
  const state = useSignal<Computation<T>>({ value: undefined, done: false });
  const computation = useRef<Generator<T, void> | undefined>(undefined);
  useEffect(() => {
    computation.current = start();
    state.value = { value: undefined, done: false };
  }, inputs);
  useLoop(!state.value.done, () => {
    const running = computation.current;
    if (!running) return;
    const end = performance.now() + SLICE;
    let now = state.value;
    do {
      const next = running.next();
      now = next.done === true ? { ...now, done: true } : { value: next.value, done: false };
    } while (!now.done && performance.now() < end);
    state.value = now;
  });
  return state.value;
}
