/** Scrolls smoothly, unless the person prefers reduced motion. */
export function scrollIntoView(element: Element | null): void {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element?.scrollIntoView({ behavior: still ? "instant" : "smooth" });
}
