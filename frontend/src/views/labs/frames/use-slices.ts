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
    const end = performance.now() + SLICE;
    let { value, done } = state.value;
    while (!done && performance.now() < end) {
      const next = computation.current?.next();
      if (next?.done === false) value = next.value;
      else done = next !== undefined;
      if (next === undefined) break;
    }
    state.value = { value, done };
  });
  return state.value;
}
