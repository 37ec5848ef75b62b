import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { useWidth } from "../charts/use-width";
import { usePage } from "../page-context";
import { measureHeight } from "./fitting-height";
import { contentOf, PREVIEW_FRAME } from "./preview-frame";

/** Height before the first measurement; CSS pixels. */
const FIRST_HEIGHT = 720;

/**
 * The embedded page, scaled to the dialog. It trains nothing and cannot be operated. It measures which height shows
 * plane, network and play in one view.
 */
export function EmbedPreview({
  source,
  width,
  measuredWidths,
  height = FIRST_HEIGHT,
  onHeight,
}: {
  /** Address of the embedded page; another address with the same spec is applied without loading it again. */
  readonly source: string;
  /** CSS pixels. */
  readonly width: number;
  /** Widths at which everything must be in view. */
  readonly measuredWidths: readonly number[];
  readonly height: number | undefined;
  readonly onHeight: (height: number) => void;
}) {
  const { store, messages } = usePage();
  const box = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLIFrameElement>(null);
  const loaded = useSignal(false);
  const measuring = useSignal(true);
  const first = useMemo(() => source, []);
  useEffect(() => {
    const { current: element } = frame;
    if (!element || !loaded.value) return;
    if (element.contentWindow) applyFlags(element.contentWindow.location, source);
    let outdated = false;
    measuring.value = true;
    void measureHeight(element, measuredWidths).then((found) => {
      if (outdated) return;
      element.style.width = `${String(width)}px`;
      measuring.value = false;
      if (found !== undefined) onHeight(found);
    });
    return () => {
      outdated = true;
    };
  }, [source, width, measuredWidths.join(), loaded.value]);
  const scale = Math.min(1, useWidth(box, width) / width);
  return (
    <div
      ref={box}
      class="embed-preview"
      style={{ height: `${String(Math.round(height * scale))}px`, opacity: measuring.value ? 0 : 1 }}
      inert
    >
      <iframe
        ref={frame}
        name={PREVIEW_FRAME}
        title={messages.value.sharePreview}
        src={first}
        tabIndex={-1}
        style={{ height: `${String(height)}px`, transform: `scale(${String(scale)})` }}
        onLoad={() => {
          frame.current?.contentWindow?.postMessage(contentOf(store), location.origin);
          loaded.value = true;
        }}
      />
    </div>
  );
}

/** Replaces the address, so that "Back" leaves the page. Another part before `#` would load the frame again. */
function applyFlags(address: Location, source: string): void {
  address.replace(address.href.replace(/#.*$/, "") + (new URL(source).hash || "#"));
}
