import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

/** Width of an element's content in whole CSS pixels, followed as it changes. */
export function useWidth(element: RefObject<HTMLElement | null>, before: number): number {
  const width = useSignal(before);
  useEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) width.value = Math.floor(entry.contentRect.width);
    });
    observer.observe(element.current);
    return () => {
      observer.disconnect();
    };
  }, []);
  return width.value;
}
