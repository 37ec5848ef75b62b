import { useSignal } from "@preact/signals";
import { DENOISING } from "../../../i18n/labs/denoising";
import { Choice } from "../../controls/choice";
import { useTexts } from "../../course/course-context";
import { useLabActions } from "../../course/inline-lab/use-lab-actions";
import { DigitsPart } from "./digits-part";
import { PlanePart, type Arrows } from "./plane-part";
import "./denoising.css";

const PARTS = ["plane", "digits"] as const;

/** An autoencoder that leads disturbed points back to the data: first in the plane, then pictures of digits. */
export default function DenoisingLab() {
  const text = useTexts(DENOISING);
  const part = useSignal<(typeof PARTS)[number]>("plane");
  const arrows = useSignal<Arrows>("network");
  const start = useSignal<readonly [number, number]>([0.5, -3]);
  const show = (kind: Arrows) => {
    part.value = "plane";
    arrows.value = kind;
  };
  useLabActions("denoising", {
    arrows: () => {
      show("network");
    },
    best: () => {
      show("best");
    },
    drop: () => {
      part.value = "plane";
      start.value = [0.1, 0.3];
    },
    digits: () => (part.value = "digits"),
  });
  return (
    <div class="stage-column">
      <Choice
        name="part"
        label={text.data}
        value={part.value}
        choices={PARTS}
        nameOf={(name) => text.parts[name]}
        onChoose={(name) => (part.value = name)}
      />
      {part.value === "plane" ? <PlanePart arrows={arrows} start={start} /> : <DigitsPart />}
    </div>
  );
}
