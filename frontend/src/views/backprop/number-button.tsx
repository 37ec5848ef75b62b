import type { NumberPlace } from "../../model/backprop/walkthrough-steps";
import { numberText } from "../../render/format";
import type { BackpropWalkthrough } from "../../state/backprop-walkthrough";

/** A number that tells where it comes from. */
export function NumberButton({
  walk,
  place,
  value,
  name,
}: {
  readonly walk: BackpropWalkthrough;
  readonly place: NumberPlace;
  readonly value: number | undefined;
  readonly name: string;
}) {
  if (value === undefined) return null;
  const key = keyOf(place);
  const current = walk.selectedNumber.value !== undefined && keyOf(walk.selectedNumber.value) === key;
  return (
    <button
      type="button"
      class="number tabular-numbers"
      data-number={key}
      aria-pressed={current}
      aria-label={`${name}: ${numberText(value)}`}
      onClick={() => (walk.selectedNumber.value = place)}
    >
      {numberText(value)}
    </button>
  );
}

function keyOf(place: NumberPlace): string {
  return [
    place.type,
    ...("layer" in place ? [place.layer, place.unit] : []),
    ...("input" in place ? [place.input] : []),
  ].join(" ");
}
