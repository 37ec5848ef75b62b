import { useSignal } from "@preact/signals";
import { BOLTZMANN } from "../../../i18n/labs/boltzmann-machine";
import { Choice } from "../../controls/choice";
import { useTexts } from "../../course/course-context";
import { EncoderPart } from "./encoder-part";
import { RestrictedPart } from "./restricted-part";
import "./boltzmann.css";

/** Machines that learn a distribution: a restricted one for bars and stripes, and the 4-2-4 encoder. */
export default function BoltzmannLab() {
  const text = useTexts(BOLTZMANN);
  const machine = useSignal<"restricted" | "encoder">("restricted");
  return (
    <div class="stage-column">
      <Choice
        name="machine"
        label={text.machine}
        value={machine.value}
        choices={["restricted", "encoder"] as const}
        nameOf={(name) => text.machines[name]}
        onChoose={(name) => (machine.value = name)}
      />
      {machine.value === "restricted" ? <RestrictedPart /> : <EncoderPart />}
    </div>
  );
}
