import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { KeptRuns } from "../../state/kept/kept-runs";
import { hint } from "../controls/hint";
import { Icon } from "../controls/icons";
import { usePage } from "../page-context";
import type { KeptPanel } from "./kept-panel";

const PANEL = "kept-runs";

/**
 * The button beside the chart's scale, and the list that it opens below the chart. The list is loaded when it is opened
 * first, and its height does not depend on its content, so that nothing moves when a run is added.
 */
export function KeptRunsView({ keptRuns }: { readonly keptRuns: KeptRuns }) {
  const text = usePage().messages.value;
  const open = useSignal(false);
  const panel = useSignal<typeof KeptPanel | undefined>(undefined);
  useEffect(() => {
    if (open.value) void import("./kept-panel").then((module) => (panel.value = module.KeptPanel));
  }, [open.value]);
  const Panel = panel.value;
  const count = keptRuns.runs.value.length;
  return (
    <>
      <button
        type="button"
        class="kept-toggle"
        data-action="kept-runs"
        aria-expanded={open.value}
        aria-controls={open.value ? PANEL : undefined}
        {...hint(text.keptRunsHint)}
        onClick={() => (open.value = !open.value)}
      >
        <Icon name="curves" size={14} />
        <span class="kept-word">{text.keptRuns}</span>
        <span class="kept-count tabular-numbers">{count > 0 && count}</span>
      </button>
      {open.value && (
        <div class="kept-panel" id={PANEL}>
          {Panel && <Panel keptRuns={keptRuns} />}
        </div>
      )}
    </>
  );
}
