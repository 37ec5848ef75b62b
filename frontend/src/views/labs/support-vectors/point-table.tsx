import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { SUPPORT_VECTORS } from "../../../i18n/labs/support-vectors";
import type { LabelledPoint } from "../../../model/labs/perceptron";
import { decisionValue, type SupportVectorMachine } from "../../../model/labs/support-vectors/machine";
import { MAX_POINTS, SPAN } from "../../../model/labs/support-vectors/point-sets";
import { numberText } from "../../../render/format";
import { Action } from "../../controls/action";
import { useTexts } from "../../course/course-context";
import { NumberTable } from "../../course/components/number-table";

/** All points with their multipliers. Keyboard and screen readers delete and add points here. */
export function PointTable({
  machine,
  points,
  onDelete,
  onAdd,
}: {
  readonly machine: SupportVectorMachine | undefined;
  readonly points: readonly LabelledPoint[];
  readonly onDelete: (at: number) => void;
  readonly onAdd: (x: readonly [number, number], label: 1 | -1) => void;
}) {
  const text = useTexts(SUPPORT_VECTORS);
  const x1 = useSignal(1);
  const x2 = useSignal(2);
  const full = points.length >= MAX_POINTS;
  return (
    <div class="stage-column svm-points">
      <NumberTable
        caption={text.pointTable}
        columns={[
          "",
          "x₁",
          "x₂",
          text.label,
          "α",
          "y f(x)",
          <span class="visually-hidden">{text.tools.delete}</span>,
        ]}
      >
        {points.map(({ x, label }, at) => {
          const alpha = machine?.alphas[at] ?? 0;
          return (
            <tr key={at} aria-current={alpha > 1e-8} data-point={at}>
              <th scope="row">{at + 1}</th>
              <td>{numberText(x[0])}</td>
              <td>{numberText(x[1])}</td>
              <td>{label > 0 ? "+1" : "−1"}</td>
              <td data-alpha>{machine ? numberText(Number(alpha.toFixed(6))) : "–"}</td>
              <td>{machine ? (label * decisionValue(machine, x)).toFixed(3).replace("-", "−") : "–"}</td>
              <td>
                <button
                  type="button"
                  class="plain"
                  aria-label={text.deletePoint(at + 1)}
                  onClick={() => {
                    onDelete(at);
                  }}
                >
                  ×
                </button>
              </td>
            </tr>
          );
        })}
      </NumberTable>
      <div class="stage-row">
        <NumberField label="x₁" value={x1.value} onChange={(value) => (x1.value = value)} />
        <NumberField label="x₂" value={x2.value} onChange={(value) => (x2.value = value)} />
        <Action name="add-positive" disabled={full} onPress={() => onAdd([x1.value, x2.value], 1)}>
          {text.add("+1")}
        </Action>
        <Action name="add-negative" disabled={full} onPress={() => onAdd([x1.value, x2.value], -1)}>
          {text.add("−1")}
        </Action>
      </div>
      {full && <p class="stage-note">{text.full(MAX_POINTS)}</p>}
    </div>
  );
}

function NumberField({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}) {
  const id = useId();
  return (
    <span class="svm-coordinate">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="number"
        min={SPAN[0]}
        max={SPAN[1]}
        step={0.1}
        value={value}
        onInput={({ currentTarget }) => {
          const entered = currentTarget.valueAsNumber;
          if (entered >= SPAN[0] && entered <= SPAN[1]) onChange(entered);
        }}
      />
    </span>
  );
}
