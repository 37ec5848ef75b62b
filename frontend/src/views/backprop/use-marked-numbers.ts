import { useLayoutEffect } from "preact/hooks";
import type { RefObject } from "preact";
import { sourceOf } from "../../model/backprop/number-source";
import type { Walkthrough } from "../../state/inside/walkthrough";
import { usePage } from "../page-context";
import { comesFrom, type PicturePart } from "./pointed-parts";

/** Marks the numbers of the panel that come from the weight, neuron or input under the pointer or focus. */
export function useMarkedNumbers(panel: RefObject<HTMLElement | null>, walkthrough: Walkthrough): void {
  const part = usePointedPart(walkthrough);
  const trace = walkthrough.trace.value;
  const work = walkthrough.unitAtWork.value;
  // After each rendering, because formulas are written by KaTeX.
  useLayoutEffect(() => {
    for (const element of panel.current?.querySelectorAll<HTMLElement>("[data-source]") ?? []) {
      const source = sourceOf(element.dataset["source"] ?? "");
      const marked = part && trace && source && comesFrom(source, part, trace, work);
      element.classList.toggle("from-pointed", marked === true);
    }
  });
}

function usePointedPart({ pointedParameter }: Walkthrough): PicturePart | undefined {
  const { store } = usePage();
  const parameter = pointedParameter.value;
  if (parameter) {
    const { layer, unit, from } = parameter;
    return from === "bias" ? { type: "unit", layer, unit } : { type: "link", layer, from, to: unit };
  }
  const inspected = store.inspected.value;
  if (inspected?.feature === undefined) return inspected && { type: "unit", ...inspected };
  return { type: "unit", layer: -1, unit: store.spec.value.features.indexOf(inspected.feature) };
}
