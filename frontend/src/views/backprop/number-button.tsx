import type { NumberAddress } from "../../model/backprop/walkthrough-steps";
import { numberText } from "../../render/format";
import type { BackpropWalkthrough } from "../../state/backprop-walkthrough";

/** A number that shows its formula when it is selected. */
export function NumberButton({
  walkthrough,
  place,
  value,
  name,
}: {
  readonly walkthrough: BackpropWalkthrough;
  readonly place: NumberAddress;
  readonly value: number | undefined;
  readonly name: string;
}) {
  if (value === undefined) return null;
  const key = keyOf(place);
  const current =
    walkthrough.selectedNumber.value !== undefined && keyOf(walkthrough.selectedNumber.value) === key;
  return (
    <button
      type="button"
      class="number tabular-numbers"
      data-number={key}
      aria-pressed={current}
      aria-label={`${name}: ${numberText(value)}`}
      onClick={() => (walkthrough.selectedNumber.value = place)}
    >
      {numberText(value)}
    </button>
  );
}

function keyOf(place: NumberAddress): string {
  return [
    place.type,
    ...("layer" in place ? [place.layer, place.unit] : []),
    ...("input" in place ? [place.input] : []),
  ].join(" ");
}
