import { batch } from "@preact/signals";
import type { LossCurve } from "../../model/training/loss-curve";
import type { Boundary, Frame } from "../../model/training/frame";
import type { Samples } from "../../model/data/samples";
import type { Store } from "../../state/store";

/** Name of the frame in which the share dialog shows the embedded page. */
export const PREVIEW_FRAME = "nn-playground-preview";

/** What the page shows of its training; sent to the preview, which has no job. */
export interface PreviewContent {
  readonly frame: Frame | undefined;
  readonly boundary: Boundary | undefined;
  readonly samples: Samples | undefined;
  readonly curve: LossCurve;
}

/** Whether this page is the preview: it trains nothing, so it must not create a job. */
export function isPreview(): boolean {
  return window.name === PREVIEW_FRAME && window.parent !== window;
}

export function contentOf({ frame, boundary, samples, curve }: Store): PreviewContent {
  return {
    frame: frame.peek(),
    boundary: boundary.peek(),
    samples: samples.peek(),
    curve: curve.peek(),
  };
}

/** Shows what the page around this one sends. */
export function showSentContent(store: Store): void {
  addEventListener("message", ({ source, origin, data }: MessageEvent<PreviewContent>) => {
    if (source !== window.parent || origin !== location.origin) return;
    batch(() => {
      store.connection.value = { type: "live" };
      store.frame.value = data.frame;
      store.boundary.value = data.boundary;
      store.samples.value = data.samples;
      store.curve.value = data.curve;
    });
  });
}
