import { useEffect } from "preact/hooks";
import type { NetworkGeometry } from "../../render/network-geometry";
import type { Walkthrough } from "../../state/inside/walkthrough";

/** Scrolls a wide network sideways so that the unit at work is in the middle. */
export function useUnitInView(
  walkthrough: Walkthrough,
  geometry: NetworkGeometry,
  scroller: () => HTMLElement | null,
): void {
  const unit = walkthrough.unitAtWork.value;
  const layer = unit?.layer ?? geometry.layers.length - 1;
  useEffect(() => {
    const element = scroller();
    const x = geometry.layers[layer]?.[0]?.x;
    if (!element || x === undefined) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    element.scrollTo({ left: x - element.clientWidth / 2, behavior: still ? "instant" : "smooth" });
  }, [layer, geometry]);
}
