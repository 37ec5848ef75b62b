import { columnOfFeature } from "../spec/feature";
import type { TrainingSpec } from "../spec/spec";

/** The Python function that disturbs the inputs of a batch; undefined if they are not disturbed. */
export function disturbanceCode({ data, features }: TrainingSpec): string | undefined {
  const { type, amount } = data.corruption ?? { type: "none", amount: 0 };
  const bodies: Readonly<Record<string, string>> = {
    gaussian: `inputs + ${String(amount)} * torch.randn_like(inputs)`,
    masking: `inputs * (torch.rand_like(inputs) >= ${String(amount)})`,
    flip: `torch.where(torch.rand_like(inputs) < ${String(amount)}, 1 - inputs, inputs)`,
  };
  const body = bodies[type];
  if (body === undefined) return undefined;
  const areColumns = features.every((name) => columnOfFeature(name) !== undefined);
  return `${areColumns ? "" : "# The playground disturbs x1 and x2, and computes the other inputs from them.\n"}def disturbed(inputs):
    return ${body}`;
}
