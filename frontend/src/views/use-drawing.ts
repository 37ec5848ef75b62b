import { useEffect, useMemo } from "preact/hooks";
import { effect } from "@preact/signals";
import { usePage } from "./page-context";

/**
 * Draws on the next frame, and again whenever a signal has changed that `prepare` read.
 *
 * @param prepare reads signals and returns the drawing
 * @param inputs what else the drawing depends on
 * @param every milliseconds from one drawing to the next, at least
 */
export function useDrawing(prepare: () => () => void, inputs: readonly unknown[], every = 0): void {
  const { scheduler } = usePage();
  const key = useMemo(() => ({}), []);
  useEffect(() => {
    const stop = effect(() => {
      scheduler.request(key, prepare(), every);
    });
    return () => {
      stop();
      scheduler.cancel(key);
    };
  }, inputs);
}
