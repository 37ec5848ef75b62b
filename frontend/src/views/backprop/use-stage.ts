import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Walkthrough } from "../../state/inside/walkthrough";
import { usePage } from "../page-context";
import type * as stage from "./stage";

/** The walkthrough and its views. */
export interface Stage {
  readonly walkthrough: Walkthrough;
  readonly views: typeof stage;
}

/** The open walkthrough; undefined while there is none, or until its code is loaded, which the first one needs. */
export function useStage(): Stage | undefined {
  const walkthrough = usePage().inside.walkthrough.value;
  const views = useSignal<typeof stage | undefined>(undefined);
  const open = walkthrough !== undefined;
  useEffect(() => {
    if (open) void import("./stage").then((loaded) => (views.value = loaded));
  }, [open]);
  return walkthrough && views.value && { walkthrough, views: views.value };
}
