import { useSignal } from "@preact/signals";
import { B_TYPE_MACHINE } from "../../../i18n/labs/b-type-machine";
import { useTexts } from "../../course/course-context";
import { useLabActions } from "../../course/inline-lab/use-lab-actions";
import { Choice } from "../../controls/choice";
import { LinkPart } from "./link-part";
import { MachinePart } from "./machine-part";
import { NeuronPart } from "./neuron-part";
import { useMachine } from "./use-machine";
import "./b-type-machine.css";

/** The first neuron with a threshold, and Turing's machine whose links are opened and closed. */
export default function BTypeMachineLab() {
  const text = useTexts(B_TYPE_MACHINE);
  const view = useSignal<"neuron" | "link" | "machine">("link");
  const machine = useMachine(view.value === "machine");
  useLabActions("b-type-machine", {
    neuron: () => {
      view.value = "neuron";
    },
    link: () => {
      view.value = "link";
    },
    xor: () => {
      view.value = "machine";
      machine.showXor();
    },
    linked: () => {
      view.value = "machine";
      machine.build(5, true);
    },
  });
  return (
    <div class="stage-column">
      <Choice
        name="view"
        label={text.view}
        value={view.value}
        choices={["neuron", "link", "machine"] as const}
        nameOf={(name) => text.views[name]}
        onChoose={(name) => (view.value = name)}
      />
      {view.value === "neuron" && <NeuronPart />}
      {view.value === "link" && <LinkPart />}
      {view.value === "machine" && <MachinePart lab={machine} />}
    </div>
  );
}
