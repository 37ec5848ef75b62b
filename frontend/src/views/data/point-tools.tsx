import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { PAGE_LIMITS } from "../../model/spec/catalog";
import { columnCount } from "../../model/spec/spec";
import { classColour, colourOf, css, paletteOf } from "../../render/colours";
import { ClassMark } from "../output/colour-legend";
import { hint } from "../controls/hint";
import { pressable } from "../controls/pressable";
import { PointsDialog } from "./points-dialog";
import { uploadFailureText } from "./table-error";
import { usePage } from "../page-context";

/** Draws, moves and erases samples. A table of points can be pasted or dropped anywhere on the page. */
export function PointTools() {
  const { store, actions, datasets, messages, theme } = usePage();
  const text = messages.value;
  const tool = store.tool.value;
  const samples = store.shownSamples.value;
  const tableOpen = useSignal(false);
  const isClassification = store.spec.value.task === "classification";
  const inPlane = columnCount(store.spec.value) === 2;
  const set = tool?.type === "draw" ? tool.set : "train";
  useEffect(() => {
    const load = (table: string) => {
      void datasets.load(table).then((failure) => {
        if (!failure) return;
        const detail = uploadFailureText(failure, messages.peek());
        store.notice.value = { type: "refused", detail };
      });
    };
    const onPaste = (event: ClipboardEvent) => {
      if (event.target instanceof Element && event.target.closest("input, textarea")) return;
      const pasted = event.clipboardData?.getData("text/plain") ?? "";
      if (/\d/.test(pasted)) load(pasted);
    };
    const onDrop = (event: DragEvent) => {
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      event.preventDefault();
      void file.text().then(load);
    };
    const onDragOver = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
    };
    document.addEventListener("paste", onPaste);
    document.addEventListener("drop", onDrop);
    document.addEventListener("dragover", onDragOver);
    return () => {
      document.removeEventListener("paste", onPaste);
      document.removeEventListener("drop", onDrop);
      document.removeEventListener("dragover", onDragOver);
    };
  }, []);
  const palette = paletteOf(theme.value);
  const colour = (y: number) => css(isClassification ? classColour(y, palette) : colourOf(y, palette));
  const outputs = store.spec.value.network.layers.at(-1)?.units ?? 1;
  const offered = isClassification ? labels(outputs) : [-1, 0, 1];
  return (
    <div class="point-tools" role="group" aria-label={text.points}>
      <button
        type="button"
        class="plain"
        data-action="draw"
        aria-pressed={tool !== undefined}
        {...hint(text.pointsHint)}
        disabled={!inPlane || !store.editable.value}
        onClick={() => {
          actions.selectTool(tool ? undefined : { type: "draw", y: 1, set });
        }}
      >
        {tool ? text.pointsDone : text.points}
      </button>
      {!tool && (
        <button
          type="button"
          class="plain"
          data-action="table"
          aria-haspopup="dialog"
          {...hint(text.tableOpenHint)}
          onClick={() => (tableOpen.value = true)}
        >
          {text.table}
        </button>
      )}
      {!inPlane && <span class="section-hint">{text.pointsNotInPlane}</span>}
      <PointsDialog open={tableOpen.value} onClose={() => (tableOpen.value = false)} />
      {tool && (
        <>
          {offered.map((y) => (
            <button
              key={y}
              type="button"
              class="swatch"
              data-value={y}
              aria-pressed={tool.type === "draw" && tool.y === y}
              aria-label={isClassification ? text.drawClass(y) : text.drawValue(y)}
              {...hint(text.drawHint)}
              onClick={() => {
                actions.selectTool({ type: "draw", y, set });
              }}
            >
              {isClassification ? (
                <ClassMark label={y} colour={colour(y)} />
              ) : (
                <span style={{ background: colour(y) }}>{String(y).replace("-", "−")}</span>
              )}
            </button>
          ))}
          {!isClassification && (
            <input
              type="number"
              class="tabular-numbers draw-value"
              step={0.1}
              aria-label={text.drawnValue}
              {...hint(text.drawnValueHint)}
              value={tool.type === "draw" ? tool.y : ""}
              onInput={({ currentTarget }) => {
                const { valueAsNumber: y } = currentTarget;
                if (Number.isFinite(y)) actions.selectTool({ type: "draw", y, set });
              }}
            />
          )}
          {tool.type === "draw" && (
            <button
              type="button"
              class="quiet"
              data-action="hold-out"
              aria-pressed={set === "test"}
              {...hint(text.asTestPointHint)}
              onClick={() => {
                actions.selectTool({ ...tool, set: set === "test" ? "train" : "test" });
              }}
            >
              {text.asTestPoint}
            </button>
          )}
          <button
            type="button"
            class="quiet"
            data-action="erase"
            aria-pressed={tool.type === "erase"}
            {...hint(text.eraseHint)}
            onClick={() => {
              actions.selectTool({ type: "erase" });
            }}
          >
            {text.erase}
          </button>
          <button
            type="button"
            class="quiet"
            data-action="clear"
            {...hint(text.clearPointsHint)}
            {...pressable((samples?.train.length ?? 0) + (samples?.test.length ?? 0) > 0, () => {
              actions.clearPoints();
            })}
          >
            {text.clearPoints}
          </button>
        </>
      )}
    </div>
  );
}

/** The existing classes and one more: its first point adds an output to the network. */
function labels(outputs: number): readonly number[] {
  return Array.from(
    { length: Math.min(Math.max(outputs, 2) + 1, PAGE_LIMITS.classes.maximum) },
    (_, label) => label,
  );
}
