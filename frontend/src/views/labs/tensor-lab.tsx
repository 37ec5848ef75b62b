import { useSignal } from "@preact/signals";
import { TENSOR } from "../../i18n/labs/tensor";
import {
  forwardPass,
  type BatchTensors,
  type Matrix,
  type SmallNetwork,
} from "../../model/labs/batch-forward-pass";
import { numberText } from "../../render/format";
import { Formula } from "../course/components/formula";
import { useTexts } from "../course/course-context";
import { useLabActions } from "../course/inline-lab/use-lab-actions";
import { Action } from "../controls/action";

/** Three of the inputs of XOR, which the network separates. */
const BATCH: Matrix = [
  [0, 1],
  [1, 1],
  [0, 0],
];
const NETWORK: SmallNetwork = {
  w1: [
    [1, 1],
    [1, 1],
  ],
  b1: [0, -1],
  w2: [[1, -2]],
  b2: [-0.5],
};
const NAMES = ["x", "z", "h", "z₃", "y"] as const;
const KEYS = ["x", "z", "h", "z3", "y"] as const;

interface Cell {
  readonly tensor: number;
  readonly row: number;
  readonly column: number;
}

/** A batch on its way through the network, one tensor after another. */
export default function TensorLab() {
  const text = useTexts(TENSOR);
  const batch = useSignal(BATCH);
  const shown = useSignal(0);
  const inspected = useSignal<Cell | undefined>(undefined);
  const last = KEYS.length - 1;
  useLabActions("tensor", {
    start: () => {
      batch.value = BATCH;
      shown.value = 0;
    },
    next: () => (shown.value = Math.min(shown.value + 1, last)),
    all: () => (shown.value = last),
  });
  const flow = forwardPass(batch.value, NETWORK);
  return (
    <div class="stage-column">
      <div class="stage-row">
        <Action name="forward" main disabled={shown.value === last} onPress={() => (shown.value += 1)}>
          {text.forward}
        </Action>
        <Action name="back" disabled={shown.value === 0} onPress={() => (shown.value -= 1)}>
          {text.back}
        </Action>
        <Action name="reset" onPress={() => (batch.value = BATCH)}>
          {text.reset}
        </Action>
      </div>
      <p class="stage-large" role="status">
        {text.steps[shown.value]}
      </p>
      <div class="tensors">
        {KEYS.slice(0, shown.value + 1).map((key, tensor) => (
          <Tensor
            key={key}
            name={NAMES[tensor] ?? key}
            tensor={tensor}
            values={flow[key]}
            inspected={inspected.value}
            onInspect={(cell) => (inspected.value = cell)}
            onChange={
              tensor > 0
                ? undefined
                : (row, column, value) =>
                    (batch.value = batch.value.map((each, at) =>
                      at === row ? each.with(column, value) : each,
                    ))
            }
          />
        ))}
      </div>
      <p class="stage-large tabular-numbers tensor-formula" data-formula>
        {inspected.value ? (
          formulaText(inspected.value, flow)
        ) : (
          <span class="stage-note">{text.formulaHint}</span>
        )}
      </p>
      <Weights />
    </div>
  );
}

function Tensor({
  name,
  tensor,
  values,
  inspected,
  onInspect,
  onChange,
}: {
  readonly name: string;
  readonly tensor: number;
  readonly values: Matrix;
  readonly inspected: Cell | undefined;
  readonly onInspect: (cell: Cell | undefined) => void;
  readonly onChange: ((row: number, column: number, value: number) => void) | undefined;
}) {
  const text = useTexts(TENSOR);
  const columns = values[0]?.length ?? 0;
  return (
    <div class="tensor" role="group" aria-label={text.tensor(name, values.length, columns)}>
      <span class="tensor-name">{name}</span>
      <div class="tensor-rows">
        {values.map((row, at) => (
          <div class="tensor-row" key={at}>
            {row.map((value, column) => {
              const cell = { tensor, row: at, column };
              const source = inspected !== undefined && isInputOf(cell, inspected);
              if (onChange) {
                return (
                  <input
                    key={column}
                    type="number"
                    step="0.5"
                    class={source ? "tensor-cell tensor-source" : "tensor-cell"}
                    aria-label={text.input(at + 1, column + 1)}
                    value={value}
                    onInput={({ currentTarget }) => {
                      const entered = currentTarget.valueAsNumber;
                      if (Number.isFinite(entered)) onChange(at, column, entered);
                    }}
                  />
                );
              }
              return (
                <button
                  key={column}
                  type="button"
                  class={source ? "tensor-cell tensor-source" : "tensor-cell"}
                  aria-label={`${text.sample(at + 1)}: ${numberText(value)}`}
                  data-cell={`${name}${String(at)}${String(column)}`}
                  onPointerEnter={() => {
                    onInspect(cell);
                  }}
                  onFocus={() => {
                    onInspect(cell);
                  }}
                  onClick={() => {
                    onInspect(cell);
                  }}
                >
                  {numberText(value)}
                </button>
              );
            })}
          </div>
        ))}
      </div>
      <span class="tensor-shape tabular-numbers">{text.shape(values.length, columns)}</span>
    </div>
  );
}

/**
 * Whether `result` is computed from `cell`: the same row of the previous tensor, and for an activation the same column.
 */
function isInputOf(cell: Cell, result: Cell): boolean {
  if (cell.tensor !== result.tensor - 1 || cell.row !== result.row) return false;
  return result.tensor === 1 || result.tensor === 3 || cell.column === result.column;
}

/** In parentheses if negative, so that no two signs meet. */
function term(value: number): string {
  return value < 0 ? `(${numberText(value)})` : numberText(value);
}

/** The formula of the number with its values. */
function formulaText({ tensor, row, column }: Cell, flow: BatchTensors): string {
  const sum = (inputs: readonly number[], weights: readonly number[], bias: number, value: number) =>
    `${weights.map((weight, at) => `${term(weight)} · ${term(inputs[at] ?? 0)}`).join(" + ")} + ${term(bias)} = ${numberText(value)}`;
  const at = (matrix: Matrix) => matrix[row]?.[column] ?? 0;
  switch (tensor) {
    case 1:
      return sum(flow.x[row] ?? [], NETWORK.w1[column] ?? [], NETWORK.b1[column] ?? 0, at(flow.z));
    case 2:
      return `max(${numberText(at(flow.z))}, 0) = ${numberText(at(flow.h))}`;
    case 3:
      return sum(flow.h[row] ?? [], NETWORK.w2[0] ?? [], NETWORK.b2[0] ?? 0, at(flow.z3));
    case 4:
      return `1(${numberText(at(flow.z3))} > 0) = ${numberText(at(flow.y))}`;
    default:
      return "";
  }
}

function Weights() {
  const matrix = (rows: Matrix) =>
    String.raw`\begin{bmatrix} ${rows.map((row) => row.map((value) => numberText(value)).join(" & ")).join(String.raw` \\ `)} \end{bmatrix}`;
  const { w1, b1, w2, b2 } = NETWORK;
  return (
    <Formula
      display
      tex={String.raw`W_1 = ${matrix(w1)}, \quad b_1 = ${matrix([b1])}, \quad W_2 = ${matrix(w2)}, \quad b_2 = ${matrix([b2])}`}
    />
  );
}
