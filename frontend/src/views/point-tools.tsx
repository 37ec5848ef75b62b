import { useEffect } from "preact/hooks";
import { colourOf, css, paletteOf } from "../render/colours";
import { usePage } from "./page-context";

/** Draws, moves and erases samples; a table of points is pasted or dropped anywhere on the page. */
export function PointTools() {
  const { store, actions, messages, theme } = usePage();
  const text = messages.value;
  const tool = store.tool.value;
  const classes = store.spec.value.task === "classification";
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      if (event.target instanceof Element && event.target.closest("input, textarea")) return;
      const pasted = event.clipboardData?.getData("text/plain") ?? "";
      if (/\d/.test(pasted)) actions.readPoints(pasted);
    };
    const onDrop = (event: DragEvent) => {
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      event.preventDefault();
      void file.text().then((table) => {
        actions.readPoints(table);
      });
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
  const colour = (y: number) => css(colourOf(classes ? (y === 0 ? -1 : 1) : y, paletteOf(theme.value)));
  const offered = classes ? [0, 1] : [-1, 0, 1];
  return (
    <div class="point-tools" role="group" aria-label={text.points}>
      <button
        type="button"
        class="quiet"
        data-action="draw"
        aria-pressed={tool !== undefined}
        title={text.pointsHint}
        onClick={() => {
          actions.pick(tool ? undefined : { type: "draw", y: offered.at(-1) ?? 1 });
        }}
      >
        {tool ? text.pointsDone : text.points}
      </button>
      {tool && (
        <>
          {offered.map((y) => (
            <button
              key={y}
              type="button"
              class="swatch"
              data-value={y}
              aria-pressed={tool.type === "draw" && tool.y === y}
              aria-label={classes ? text.drawClass(y) : text.drawValue(y)}
              title={classes ? text.drawClass(y) : text.drawValue(y)}
              onClick={() => {
                actions.pick({ type: "draw", y });
              }}
            >
              <span style={{ background: colour(y) }}>{String(y).replace("-", "−")}</span>
            </button>
          ))}
          <button
            type="button"
            class="quiet"
            data-action="erase"
            aria-pressed={tool.type === "erase"}
            onClick={() => {
              actions.pick({ type: "erase" });
            }}
          >
            {text.erase}
          </button>
        </>
      )}
    </div>
  );
}
