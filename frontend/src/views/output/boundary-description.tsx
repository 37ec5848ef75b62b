import type { Messages } from "../../i18n/messages";
import { boundarySummary, type BoundarySummary } from "../../model/training/frame-summary";
import { usePage } from "../page-context";

/** Describes the plot for screen readers. Updated when training pauses, not with every frame. */
export function BoundaryDescription() {
  const { store, messages } = usePage();
  const text = messages.value;
  const { task } = store.spec.value;
  const boundary = store.moving.value ? store.shownBoundary.peek() : store.shownBoundary.value;
  const columns = store.plane.value.columns.map((column) => `x${String(column + 1)}`).join(", ");
  const name = text.boundaryDescription(columns);
  const summary = boundary && summaryText(boundarySummary(boundary, task), text);
  return <span class="plane-name" role="img" aria-label={summary ? `${name} ${summary}` : name} />;
}

function summaryText(summary: BoundarySummary, text: Messages): string {
  if (summary.type === "numbers") {
    const { lowest, highest } = summary;
    return text.boundaryRange(
      decimal(lowest.value),
      lowest.at.map(decimal).join(", "),
      decimal(highest.value),
      highest.at.map(decimal).join(", "),
    );
  }
  const shares = summary.shares.map((share, label) =>
    text.boundaryShare(text.className(label), String(Math.round(100 * share))),
  );
  const [middle, ...corners] = summary.places.map(text.className) as [string, string, string, string, string];
  const end = text.sentenceEnd;
  return `${text.listed(shares)}${end} ${text.boundaryCorners(middle, ...corners)}`;
}

function decimal(value: number): string {
  return value.toFixed(1).replace("-", "−");
}
