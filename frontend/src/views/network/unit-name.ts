import type { Messages } from "../../i18n/messages";
import { hiddenLayers, type TrainingSpec } from "../../model/spec/spec";

/** The name of a unit. `layer` counts from 0, the output layer last. */
export function unitName(text: Messages, spec: TrainingSpec, layer: number, unit: number): string {
  if (layer < hiddenLayers(spec).length) return text.neuronName(layer + 1, unit + 1);
  const outputs = spec.network.layers.at(-1)?.units ?? 1;
  if (outputs === 1) return text.outputName;
  return spec.task === "classification" ? text.outputOfClass(unit) : text.outputOf(unit + 1);
}
