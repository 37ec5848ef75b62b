import { useSignal } from "@preact/signals";
import { BACKPROP } from "../../i18n/backprop";
import { nearestPoint, type PlanePosition } from "../../model/data/own-points";
import { numberText } from "../../render/format";
import { crossStep, planePositionOf } from "../data/plane-position";
import { usePage } from "../page-context";

/** Maximum distance between a press and the sample that it selects; share of the plane's width. */
const REACH = 0.03;

/** Covers the plot: a press on a sample, or on any point, starts "Look inside" there. By keyboard with a cross. */
export function PlanePicker() {
  const { store, inside, language } = usePage();
  const text = BACKPROP[language.value];
  const cross = useSignal<PlanePosition | undefined>(undefined);
  if (!inside.available.value) return null;
  const plane = store.plane.value;
  const { domain, columns, fixedValues } = plane;
  const [[left, right], [bottom, top]] = domain;
  const pick = (place: PlanePosition) => {
    const { train = [], test = [] } = store.shownSamples.value ?? {};
    const shown = { train, test: store.view.value.showTestData ? test : [] };
    const near = nearestPoint(shown, place, REACH * (right - left), columns);
    if (near?.set === "train") inside.open({ type: "sample", index: near.index });
    else {
      // The server traces training samples only; a test sample is followed as a point.
      const x = [...(near ? (test[near.index]?.x ?? []) : fixedValues)];
      if (!near) for (const axis of [0, 1] as const) x[columns[axis]] = place[axis];
      inside.open({ type: "point", x });
    }
  };
  const onKey = (event: KeyboardEvent) => {
    const at = cross.value ?? [(left + right) / 2, (bottom + top) / 2];
    const moved = crossStep(event, at, domain);
    if (moved) cross.value = moved;
    else if (event.key === "Enter") pick(at);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const place = cross.value?.map((value) => numberText(value, 2)).join(", ");
  return (
    <div
      class="plane-picker"
      role="application"
      tabIndex={0}
      data-action="pick"
      aria-label={text.pick}
      onKeyDown={onKey}
      onFocus={({ currentTarget }) => {
        if (currentTarget.matches(":focus-visible")) cross.value ??= [(left + right) / 2, (bottom + top) / 2];
      }}
      onBlur={() => (cross.value = undefined)}
      onClick={(event) => {
        cross.value = undefined;
        pick(planePositionOf(event, domain));
      }}
    >
      {cross.value && place !== undefined && (
        <>
          <span
            class="cross"
            style={{
              left: `${String(((cross.value[0] - left) / (right - left)) * 100)}%`,
              top: `${String(((top - cross.value[1]) / (top - bottom)) * 100)}%`,
            }}
          />
          <span class="visually-hidden" aria-live="assertive">
            {text.picked(place)}
          </span>
        </>
      )}
    </div>
  );
}
