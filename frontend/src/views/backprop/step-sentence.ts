import type { BACKPROP } from "../../i18n/backprop";
import type { Messages } from "../../i18n/messages";
import type { Trace } from "../../model/backprop/trace";
import type { WalkthroughStep } from "../../model/backprop/walkthrough-steps";
import type { TrainingSpec } from "../../model/spec/spec";
import { numberText } from "../../render/format";
import { unitName } from "../network/unit-name";

/** What happens at a step, with its numbers. */
export function stepSentence(
  text: (typeof BACKPROP)["en"],
  messages: Messages,
  spec: TrainingSpec,
  trace: Trace,
  step: WalkthroughStep,
  row: number,
): string {
  if (!("unit" in step)) {
    if (step.phase === "update") return text.updateStep;
    const all = (values: readonly number[] = []) => values.map((value) => numberText(value, 3)).join(", ");
    return text.lossStep(
      all(trace.layers.at(-1)?.activations[row]),
      all(trace.targets[row]),
      numberText(trace.sampleLosses[row] ?? 0, 3),
    );
  }
  const { layer, unit, phase } = step;
  const { weightedSums, activations, deltas } = trace.layers[layer] ?? {};
  const name = unitName(messages, spec, layer, unit);
  if (phase === "forward") {
    return text.forwardStep(
      name,
      numberText(weightedSums?.[row]?.[unit] ?? 0, 3),
      numberText(activations?.[row]?.[unit] ?? 0, 3),
    );
  }
  const delta = deltas?.[row]?.[unit] ?? 0;
  const sentence = layer === trace.layers.length - 1 ? text.outputDelta : text.hiddenDelta;
  return sentence(name, numberText(delta, 3), delta > 0);
}
