import { useSignal } from "@preact/signals";
import { useEffect, useId, useLayoutEffect, useRef } from "preact/hooks";
import { parameterAt, type ParameterAddress } from "../../model/network/parameters";
import type { Point } from "../../render/network-geometry";
import { Equation } from "./equation";
import { featureLabel } from "./feature-label";
import { Icon } from "../controls/icons";
import { RangeInput } from "../controls/slider";
import { usePage } from "../page-context";

/** The parameters of one unit that are open for editing. */
export interface OpenParameters {
  readonly title: string;
  readonly addresses: readonly ParameterAddress[];
  /** Position of the box in the viewport; CSS pixels. */
  readonly at: Point;
}

/** CSS pixels. */
const WIDTH = 300;
const MARGIN = 8;
/** Between a unit and the box beside it. */
const GAP = 12;

/** Range of a slider: wider for a weight that is outside. */
const SLIDER_RANGE = 2;

/**
 * Where the box of a unit opens: at its right, where neither the unit nor its incoming links are, if it then ends within
 * the network; otherwise below.
 */
export function placeBeside(unit: Element): Point {
  const { left, right, top, bottom, width } = unit.getBoundingClientRect();
  const end = unit.closest(".network")?.getBoundingClientRect().right ?? 0;
  return right + GAP + WIDTH <= end
    ? { x: right + GAP + WIDTH / 2, y: top - GAP }
    : { x: left + width / 2, y: bottom };
}

/** Shows and edits weights and biases. Values are live during training, and training continues from an edited value. */
export function ParameterBox({
  open,
  onClose,
}: {
  readonly open: OpenParameters;
  readonly onClose: () => void;
}) {
  const { store, actions, messages } = usePage();
  const text = messages.value;
  const box = useRef<HTMLDivElement>(null);
  const previousFocus = useRef(document.activeElement);
  const close = () => {
    onClose();
    if (previousFocus.current instanceof HTMLElement) previousFocus.current.focus();
  };
  useLayoutEffect(() => {
    box.current?.querySelector("input")?.select();
    actions.inspect(open.addresses[0]); // the plot shows this unit, however the box was opened
  }, [open]);
  useEffect(() => {
    const onPress = ({ target }: PointerEvent) => {
      if (target instanceof Node && !box.current?.contains(target)) onClose();
    };
    document.addEventListener("pointerdown", onPress);
    return () => {
      document.removeEventListener("pointerdown", onPress);
    };
  }, [open]);
  const [first] = open.addresses;
  const left = Math.min(Math.max(open.at.x - WIDTH / 2, MARGIN), window.innerWidth - WIDTH - MARGIN);
  const error = store.fieldErrors.value.get("parameter");
  return (
    <div
      ref={box}
      class="parameter-box"
      role="dialog"
      aria-label={open.title}
      style={{ "--left": `${String(left)}px`, "--top": `${String(open.at.y)}px` }}
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
        event.stopPropagation();
      }}
    >
      <div class="parameter-box-head">
        <span>{open.title}</span>
        <button type="button" class="quiet round" aria-label={text.close} onClick={close}>
          <Icon name="close" size={16} />
        </button>
      </div>
      {open.addresses.map((address) => (
        <Row key={`${String(address.unit)} ${String(address.from)}`} address={address} onDone={close} />
      ))}
      {first && <Equation layer={first.layer} unit={first.unit} />}
      <span class="field-error" role="alert">
        {error}
      </span>
    </div>
  );
}

function Row({ address, onDone }: { readonly address: ParameterAddress; readonly onDone: () => void }) {
  const { store, actions, messages } = usePage();
  const text = messages.value;
  const typed = useSignal<string | undefined>(undefined);
  const value = parameterAt(store.parameters.value, address);
  const id = useId();
  const range = useRef(Math.max(SLIDER_RANGE, Math.ceil(1.5 * Math.abs(value ?? 0))));
  if (value === undefined) return null;
  const name =
    address.from === "bias"
      ? text.bias
      : text.weightFrom(inputName(store.spec.value.features, address, text));
  const enter = (input: HTMLInputElement) => {
    if (typed.value !== undefined && Number.isFinite(input.valueAsNumber)) {
      actions.setParameter(address, input.valueAsNumber);
    }
    typed.value = undefined;
  };
  return (
    <label class="parameter-row">
      {name}
      <input
        type="number"
        class="tabular-numbers"
        inputMode="decimal"
        step={0.1}
        value={typed.value ?? rounded(value)}
        disabled={!store.editable.value}
        onInput={({ currentTarget }) => (typed.value = currentTarget.value)}
        onChange={({ currentTarget }) => {
          enter(currentTarget);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault(); // otherwise the same key press would activate the button that gets the focus
          enter(event.currentTarget);
          onDone();
        }}
      />
      <RangeInput
        id={id}
        minimum={-range.current}
        maximum={range.current}
        step={range.current / 100}
        value={value}
        valueText={String(rounded(value))}
        disabled={!store.editable.value}
        pointerOnly
        onSlide={(slid) => {
          typed.value = undefined;
          actions.setParameter(address, slid);
        }}
      />
    </label>
  );
}

function inputName(
  features: readonly string[],
  { layer, from }: ParameterAddress,
  text: { readonly neuronNumber: (neuron: number) => string },
): string {
  if (from === "bias") return "";
  return layer === 0 ? featureLabel(features[from] ?? "") : text.neuronNumber(from + 1);
}

/** Four significant digits for display. A value is sent only if the user has typed it. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
