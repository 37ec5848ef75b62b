import { sourcesOf } from "../../model/backprop/number-source";
import type { Trace } from "../../model/backprop/trace";
import type { NumberAddress } from "../../model/backprop/walkthrough-steps";
import { numberText } from "../../render/format";
import type { Walkthrough } from "../../state/inside/walkthrough";

/** A number that shows its formula when it is pressed, and lights what it comes from under the pointer or focus. */
export function NumberButton({
  walkthrough,
  trace,
  place,
  value,
  name,
  symbol,
}: {
  readonly walkthrough: Walkthrough;
  readonly trace: Trace;
  readonly place: NumberAddress;
  readonly value: number | undefined;
  readonly name: string;
  readonly symbol?: string;
}) {
  if (value === undefined) return null;
  const key = keyOf(place);
  const light = (on: boolean) => {
    walkthrough.pointedSources.value = on ? sourcesOf(place, trace) : [];
  };
  return (
    <span class="number-place">
      {symbol !== undefined && <i aria-hidden="true">{symbol}</i>}
      <button
        type="button"
        class="number tabular-numbers"
        data-number={key}
        aria-pressed={walkthrough.shownNumbers.value.some((shown) => keyOf(shown) === key)}
        aria-label={`${name}: ${numberText(value)}`}
        onClick={() => {
          walkthrough.selectedNumber.value = place;
          light(true);
        }}
        onPointerEnter={() => {
          light(true);
        }}
        onPointerLeave={() => {
          light(false);
        }}
        onFocus={() => {
          light(true);
        }}
        onBlur={() => {
          light(false);
        }}
      >
        {numberText(value)}
      </button>
    </span>
  );
}

function keyOf(place: NumberAddress): string {
  return [
    place.type,
    ...("layer" in place ? [place.layer, place.unit] : []),
    ...("input" in place ? [place.input] : []),
  ].join(" ");
}
