import { positionOf } from "../../render/samples-plot";
import { usePage } from "../page-context";

/** Rings around the sample or point that "Look inside" follows, and smaller ones around the others of its batch. */
export function ChosenSample() {
  const { store, inside } = usePage();
  const walkthrough = inside.walkthrough.value;
  const trace = walkthrough?.trace.value;
  if (!walkthrough || !trace) return null;
  const target = walkthrough.target.value;
  const train = store.shownSamples.value?.train;
  const places =
    target.type === "point" ? [target.x] : trace.samples.map((sample) => train?.[sample]?.x ?? []);
  const rows = walkthrough.pointedSources.value.flatMap((each) => (each.type === "sample" ? [each.row] : []));
  return (
    <>
      {places.map((x, row) => {
        const place = x.length > 0 ? positionOf(x, store.plane.value) : undefined;
        if (!place) return null;
        const current = rows.length > 0 ? rows.includes(row) : row === walkthrough.row.value;
        return (
          <span
            key={row}
            class={current ? "sample-ring sample-ring-current" : "sample-ring"}
            data-sample-ring={current ? "current" : "batch"}
            style={{ left: `${String(place[0] * 100)}%`, top: `${String(place[1] * 100)}%` }}
            aria-hidden="true"
          />
        );
      })}
    </>
  );
}
