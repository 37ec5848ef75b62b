/** Events that show that the reader has moved on. */
const READER_EVENTS = ["wheel", "touchstart", "pointerdown", "keydown"] as const;

/**
 * Returns to the place that the reader had reached when they come back to a page. The browser cannot do so, because the
 * text and its formulas are loaded after the page.
 */
export function restoreScrollPosition(): void {
  history.scrollRestoration = "manual";
  const { scrollY: place = 0 } = (history.state ?? {}) as { readonly scrollY?: number };
  addEventListener("pagehide", () => {
    history.replaceState({ scrollY: window.scrollY }, "");
  });
  if (place === 0) return;
  const observer = new ResizeObserver(() => {
    scrollTo(0, place);
  });
  observer.observe(document.body);
  for (const event of READER_EVENTS) {
    addEventListener(event, () => {
      observer.disconnect();
    });
  }
}
