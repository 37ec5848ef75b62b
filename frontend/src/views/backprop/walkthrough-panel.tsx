import { useRef } from "preact/hooks";
import type { RefObject } from "preact";
import { BACKPROP } from "../../i18n/backprop";
import { sourceOf } from "../../model/backprop/number-source";
import { computedValuesAt, type NumberAddress } from "../../model/backprop/walkthrough-steps";
import type { NetworkGeometry } from "../../render/network-geometry";
import type { Walkthrough } from "../../state/inside/walkthrough";
import { unitName } from "../network/unit-name";
import { usePage } from "../page-context";
import { FormulaPanel } from "./formula-panel";
import { NumberButton } from "./number-button";
import { UnitWeights } from "./unit-weights";
import { BESIDE, usePanelPosition } from "./use-panel-position";
import { useMarkedNumbers } from "./use-marked-numbers";
import { useUnitInView } from "./use-unit-in-view";
import "./walkthrough-panel.css";

/**
 * The numbers and the formula of the unit at work, beside the unit where this covers neither the unit nor the links in
 * use, or else below the network.
 */
export function WalkthroughPanel({
  walkthrough,
  geometry,
  features,
  scroller,
}: {
  readonly walkthrough: Walkthrough;
  readonly geometry: NetworkGeometry;
  readonly features: readonly string[];
  /** Contains the network; scrolls sideways. */
  readonly scroller: RefObject<HTMLDivElement | null>;
}) {
  const { store, messages, language } = usePage();
  const text = BACKPROP[language.value];
  const panel = useRef<HTMLDivElement>(null);
  useUnitInView(walkthrough, geometry, () => scroller.current);
  const trace = walkthrough.trace.value;
  const step = walkthrough.step.value;
  const row = walkthrough.row.value;
  const unit = walkthrough.unitAtWork.value;
  const at = walkthrough.stepIndex.value;
  const place = usePanelPosition(panel, { walkthrough, geometry, features, scroller });
  useMarkedNumbers(panel, walkthrough);
  if (!trace || !step) return null;
  const spec = store.spec.value;
  const computed = unit && computedValuesAt(walkthrough.steps.value, at, unit);
  const layer = unit && trace.layers[unit.layer];
  const numbers: readonly (readonly [
    NumberAddress & { type: "sum" | "activation" | "delta" },
    string,
    number | undefined,
  ])[] =
    unit && layer
      ? [
          [{ type: "sum", ...unit, row }, "z", layer.weightedSums[row]?.[unit.unit]],
          [{ type: "activation", ...unit, row }, "a", layer.activations[row]?.[unit.unit]],
          [{ type: "delta", ...unit, row }, "δ", layer.deltas[row]?.[unit.unit]],
        ]
      : [];
  return (
    <section
      ref={panel}
      class={place ? `walkthrough-panel ${BESIDE}` : "walkthrough-panel"}
      aria-label={text.formula}
      data-testid="walkthrough-panel"
      style={{
        left: place && `${String(place.x)}px`,
        top: place && `${String(place.y)}px`,
        width: place && `${String(place.width)}px`,
      }}
      onPointerOver={({ target }) => {
        const marked = target instanceof Element ? target.closest<HTMLElement>("[data-source]") : null;
        const source = marked && sourceOf(marked.dataset["source"] ?? "");
        if (source) walkthrough.pointedSources.value = [source];
      }}
      onPointerOut={({ target }) => {
        if (target instanceof Element && target.closest("[data-source]"))
          walkthrough.pointedSources.value = [];
      }}
    >
      <h3>{unit ? unitName(messages.value, spec, unit.layer, unit.unit) : text.loss}</h3>
      {!unit && (
        <NumberButton
          walkthrough={walkthrough}
          trace={trace}
          place={{ type: "loss", row }}
          value={trace.sampleLosses[row]}
          name={text.loss}
          symbol="L"
        />
      )}
      {computed && (
        <div class="walkthrough-numbers">
          {numbers.map(
            ([address, symbol, value]) =>
              (address.type === "delta" ? computed.deltas : computed.sums) && (
                <NumberButton
                  key={address.type}
                  walkthrough={walkthrough}
                  trace={trace}
                  place={address}
                  value={value}
                  name={text.names[address.type]}
                  symbol={symbol}
                />
              ),
          )}
        </div>
      )}
      <FormulaPanel walkthrough={walkthrough} trace={trace} spec={spec} />
      {unit && <UnitWeights walkthrough={walkthrough} trace={trace} spec={spec} unit={unit} />}
    </section>
  );
}
