import { effect } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { FrameScheduler } from "../render/frame-scheduler";

/**
 * Draws on the next frame, and again after every change of a signal that `prepare` reads.
 *
 * @param prepare reads signals and returns the drawing
 * @param inputs other values that the drawing depends on
 * @param every minimum time between two drawings; milliseconds
 */
export function useScheduledDrawing(
  scheduler: FrameScheduler,
  prepare: () => () => void,
  inputs: readonly unknown[],
  every = 0,
): void {
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
