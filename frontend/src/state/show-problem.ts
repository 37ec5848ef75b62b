import { batch } from "@preact/signals-core";
import { fieldOfPointer, type FormField, type Problem } from "../model/training/problem";
import type { Store } from "./store";

/** Shows each violation at its control; violations without a control go into the notice. */
export function showProblem(store: Store, problem: Problem): void {
  const atControls = new Map<FormField, string>();
  const elsewhere: string[] = [];
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
