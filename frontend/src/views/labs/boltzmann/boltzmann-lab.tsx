import { useSignal } from "@preact/signals";
import { BOLTZMANN } from "../../../i18n/labs/boltzmann-machine";
import type { Method } from "../../../model/labs/boltzmann/contrastive-divergence";
import { Choice } from "../../controls/choice";
import { useTexts } from "../../course/course-context";
import { useLabActions } from "../../course/inline-lab/use-lab-actions";
import { EncoderPart } from "./encoder-part";
import { RestrictedPart } from "./restricted-part";
import { useRestricted } from "./use-restricted";
import "./boltzmann.css";

/** Machines that learn a distribution: a restricted one for bars and stripes, and the 4-2-4 encoder. */
export default function BoltzmannLab() {
  const text = useTexts(BOLTZMANN);
  const machine = useSignal<"restricted" | "encoder">("restricted");
  const restricted = useRestricted(machine.value === "restricted");
  const train = (method: Method["type"]) => {
    machine.value = "restricted";
    restricted.method.value = method;
    restricted.steps.value = 1;
    restricted.restart();
  };
  useLabActions("boltzmann-machine", {
    train: () => {
      train("contrastiveDivergence");
      restricted.dreams.value = true;
    },
    exact: () => {
      train("exact");
    },
    persistent: () => {
      train("persistent");
    },
    "clamp-row": () => {
      machine.value = "restricted";
      restricted.clampUpperRow();
    },
    encoder: () => (machine.value = "encoder"),
  });
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
      {machine.value === "restricted" ? <RestrictedPart state={restricted} /> : <EncoderPart />}
    </div>
  );
}
