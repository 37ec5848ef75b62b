import type { ReadonlySignal } from "@preact/signals";
import { useMediaQuery } from "../../charts/use-media-query";

/** Whether the reader has asked for less motion: then nothing moves by itself, and a picture shows its last state. */
export function useReducedMotion(): ReadonlySignal<boolean> {
  return useMediaQuery("(prefers-reduced-motion: reduce)");
}
