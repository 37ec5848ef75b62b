import { untracked, useSignalEffect } from "@preact/signals";
import type { LabAction, LabSlug } from "../../../model/course/course";
import { useCourse } from "../course-context";

/** Does what the sentences of the page ask this lab to do, also what they asked before the lab was loaded. */
export function useLabActions<Slug extends LabSlug>(
  slug: Slug,
  actions: Readonly<Record<LabAction<Slug>, () => void>>,
): void {
  const { labRequest } = useCourse();
  useSignalEffect(() => {
    const request = labRequest.value;
    if (request?.lab !== slug) return;
    labRequest.value = undefined;
    // The check of the texts has found the action in LAB_ACTIONS.
    untracked(actions[request.action as LabAction<Slug>]);
  });
}
