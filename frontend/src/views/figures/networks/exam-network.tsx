import { NETWORK_FIGURES } from "../../../i18n/figures/networks";
import { useTexts } from "../../course/course-context";
import { Figure, Panel } from "../parts/figure";
import { Words, type Place } from "../parts/shapes";
import { Layered } from "./layered";

/** Where the weights stand, beside their connections. */
const WEIGHTS: readonly Place[] = [
  [54, 44],
  [64, 72],
  [30, 106],
  [30, 122],
  [64, 154],
  [54, 182],
  [162, 62],
  [150, 103],
  [162, 166],
  [219, 102],
];

/** The network of the exam question, with the lecture's numbers of its weights. */
export function ExamNetwork() {
  const text = useTexts(NETWORK_FIGURES).examNetwork;
  return (
    <Figure picture={text.picture} caption={text.caption}>
      <Panel size={[280, 236]}>
        <Layered
          r={14}
          layers={[
            { x: 24, rows: [72, 154], tone: "orange", nameOf: (at) => `x${"₁₂"[at] ?? ""}` },
            { x: 112, rows: [28, 113, 198], nameOf: () => "s²" },
            { x: 186, rows: [113], nameOf: () => "s²" },
            { x: 252, rows: [113], tone: "blue", nameOf: () => "ŷ" },
          ]}
        />
        {WEIGHTS.map((at, weight) => (
          <Words key={weight} at={at} tone="soft" over>
            w{weight === 9 ? "₁₀" : "₁₂₃₄₅₆₇₈₉"[weight]}
          </Words>
        ))}
        <Words at={[112, 226]} tone="soft">
          {text.biases}
        </Words>
      </Panel>
    </Figure>
  );
}
