import { batch } from "@preact/signals-core";
import { fieldOfPointer, type FormField, type Problem } from "../model/training/problem";
import type { Store } from "./store";

/**
 * Shows each violation at its control; violations without a control go into the notice. A network whose number of
 * outputs does not fit the classes gets a notice that can fix it: the page has no control for that number.
 */
export function showProblem(store: Store, problem: Problem): void {
  const atControls = new Map<FormField, string>();
  const elsewhere: string[] = [];
  const outputUnits = `/network/layers/${String(store.spec.value.network.layers.length - 1)}/units`;
  if (problem.errors.some(({ pointer }) => pointer.endsWith(outputUnits))) {
    store.notice.value = { type: "diagnosis", diagnosis: { type: "outputUnits" } };
    return;
  }
  for (const { pointer, detail } of problem.errors) {
    const field = fieldOfPointer(pointer, store.spec.value.network.layers.length, store.catalog.value);
    if (field) atControls.set(field, detail);
    else elsewhere.push(`${pointer} ${detail}`);
  }
  if (atControls.size === 0 && elsewhere.length === 0) elsewhere.push(problem.detail ?? problem.title);
  batch(() => {
    store.fieldErrors.value = atControls;
    if (elsewhere.length > 0) store.notice.value = { type: "refused", detail: elsewhere.join(". ") };
  });
}
