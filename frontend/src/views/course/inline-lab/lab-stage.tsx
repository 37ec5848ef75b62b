import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import type { LabSlug } from "../../../model/course/course";
import { LABS } from "../../labs/labs";

/** The interactive part of a lab, loaded on demand. */
export function LabStage({ slug, id }: { readonly slug: LabSlug; readonly id?: string }) {
  const stage = useSignal<ComponentType | undefined>(undefined);
  useEffect(() => {
    void LABS[slug]().then(({ default: component }) => (stage.value = component));
  }, [slug]);
  const Stage = stage.value;
  return (
    <div class="lab-stage" data-lab={slug} id={id} tabIndex={id === undefined ? undefined : -1}>
      {Stage && <Stage />}
    </div>
  );
}
