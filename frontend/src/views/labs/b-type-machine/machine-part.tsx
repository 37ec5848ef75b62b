import { B_TYPE_MACHINE } from "../../../i18n/labs/b-type-machine";
import {
  functionOf,
  FUNCTION_NAMES,
  reachableFunctions,
  XOR,
  type TruthFunction,
} from "../../../model/labs/b-type-machine/function";
import type { Machine } from "../../../model/labs/b-type-machine/machine";
import { ROWS } from "../../../model/labs/b-type-machine/threshold-neuron";
import { NumberTable } from "../../course/components/number-table";
import { useTexts } from "../../course/course-context";
import { Action } from "../../controls/action";
import { Choice } from "../../controls/choice";
import { Slider } from "../../controls/slider";
import { useSlices } from "../frames/use-slices";
import { MachinePicture } from "./machine-picture";
import type { useMachine } from "./use-machine";
import { WirePanel } from "./wire-panel";

/** With more links the choices are too many to try. */
const MAX_TRIED_NODES = 8;

/** A network of NAND nodes whose wires can be dragged, and whose links can be opened and closed. */
export function MachinePart({ lab }: { readonly lab: ReturnType<typeof useMachine> }) {
  const text = useTexts(B_TYPE_MACHINE);
  const { machine, state, inputs, running, selected } = lab;
  const { linked, wires } = machine.value;
  return (
    <div class="stage-column">
      <div class="stage-row">
        <Action name="run" main onPress={() => (running.value = !running.value)}>
          {running.value ? text.pause : text.run}
        </Action>
        <Action name="tick" disabled={running.value} onPress={lab.tick}>
          {text.tick}
        </Action>
        <Action name="random" onPress={() => lab.build(wires.length, linked)}>
          {text.random}
        </Action>
        <Action name="solution" onPress={lab.showXor}>
          {text.solution}
        </Action>
      </div>
      <div class="stage-halves">
        <Choice
          name="wires"
          label={text.wires}
          value={linked ? "linked" : "plain"}
          choices={["plain", "linked"] as const}
          nameOf={(name) => text.wireKinds[name]}
          onChoose={(name) => lab.build(wires.length, name === "linked")}
        />
        <Slider
          name="nodes"
          label={text.nodes}
          value={wires.length}
          range={[2, 12, 1]}
          onSlide={(nodes) => lab.build(nodes, linked)}
        />
      </div>
      <div class="machine-scroll">
        <MachinePicture
          machine={machine.value}
          state={state.value}
          inputs={inputs.value}
          selected={selected.value}
          onInput={lab.toggleInput}
          onSelect={(wire) => (selected.value = wire)}
          onRewire={lab.rewire}
        />
      </div>
      <p class="stage-note">{text.machineHint}</p>
      <WirePanel
        machine={machine.value}
        link={state.value.links[selected.value]}
        signal={lab.signalOf(selected.value)}
        wire={selected.value}
        pulse={lab.pulse.value}
        onRewire={(source) => lab.rewire(selected.value, source)}
        onPulse={lab.startPulse}
      />
      <ComputedTable machine={machine.value} links={state.value.links} />
      {linked && <Reachable machine={machine.value} />}
    </div>
  );
}

function ComputedTable({
  machine,
  links,
}: {
  readonly machine: Machine;
  readonly links: Parameters<typeof functionOf>[1];
}) {
  const text = useTexts(B_TYPE_MACHINE);
  const { ones, unsettled } = functionOf(machine, links);
  const bit = (value: number, row: number) => (value >> row) & 1;
  const right = ROWS.filter((_, row) => bit(unsettled, row) === 0 && bit(ones, row) === bit(XOR, row)).length;
  return (
    <>
      <NumberTable caption={text.computed} columns={["x", "y", text.output, "x⊕y"]}>
        {ROWS.map(([x, y], row) => (
          <tr key={row}>
            <td>{x}</td>
            <td>{y}</td>
            <td>{bit(unsettled, row) === 1 ? text.unsettled : bit(ones, row)}</td>
            <td>{bit(XOR, row)}</td>
          </tr>
        ))}
      </NumberTable>
      <p class="stage-note">
        {unsettled === 0 ? text.computes(FUNCTION_NAMES[ones] ?? "") : text.neverSettles}
      </p>
      <p class="stage-note" role="status" data-right={right}>
        {right === ROWS.length ? text.isXor : text.xorRows(right)}
      </p>
    </>
  );
}

/** What opening and closing links alone can reach. */
function Reachable({ machine }: { readonly machine: Machine }) {
  const text = useTexts(B_TYPE_MACHINE);
  const tried = machine.wires.length <= MAX_TRIED_NODES;
  const { value = [], done } = useSlices(() => (tried ? reachableFunctions(machine) : nothing()), [machine]);
  if (!tried) return <p class="stage-note">{text.tooMany(MAX_TRIED_NODES)}</p>;
  return (
    <div class="stage-note" data-reachable={done ? value.length : undefined}>
      <p>
        {text.reachable(
          (2 ** (2 * machine.wires.length)).toLocaleString("en"),
          value.map((each) => FUNCTION_NAMES[each]).join(", "),
        )}
      </p>
      {done && !value.includes(XOR) && <p>{text.notXor}</p>}
    </div>
  );
}

function* nothing(): Generator<readonly TruthFunction[], void> {
  yield [];
}
