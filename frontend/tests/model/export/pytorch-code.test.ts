import { describe, expect, it } from "vitest";
import { decodeAddress } from "../../../src/model/address/address";
import { withCurrentParameters } from "../../../src/model/address/share";
import { pytorchCode } from "../../../src/model/export/pytorch-code";
import type { TrainingSpec } from "../../../src/model/spec/spec";

const codeOf = (address: string) => pytorchCode(decodeAddress(address).spec, 100);

describe("The PyTorch script", () => {
  it("has the layers, features and rates of the network", () => {
    const code = codeOf("networkShape=4,2&activations=relu,leakyRelu&sinX=true&learningRate=0.1&batchSize=5");
    expect(code).toContain("inputs = torch.stack([x1, x2, torch.sin(x1)], dim=1)");
    expect(code).toContain(`model = nn.Sequential(
    nn.Linear(3, 4),
    nn.ReLU(),
    nn.Linear(4, 2),
    nn.LeakyReLU(0.01),
    nn.Linear(2, 1),
    nn.Tanh(),
)`);
    expect(code).toContain("nn.init.uniform_(layer.weight, -0.5, 0.5)");
    expect(code).toContain("nn.init.constant_(layer.bias, 0.1)");
    expect(code).toContain("return 0.5 * F.mse_loss(outputs, targets)");
    expect(code).toContain("LEARNING_RATE = 0.1\n");
    expect(code).toContain(
      "torch.optim.SGD(model.parameters(), lr=LEARNING_RATE, momentum=0, nesterov=False)",
    );
    expect(code).toContain("for batch in order.split(5):");
    expect(code).toContain("EPOCHS = 100\n");
  });

  it("gives each loss the targets and outputs that it expects", () => {
    expect(codeOf("")).toContain("return inputs, 2 * y.unsqueeze(1) - 1");
    const sigmoid = codeOf("activations=tanh,tanh,sigmoid&loss=binaryCrossEntropy");
    expect(sigmoid).toContain("return inputs, y.unsqueeze(1)\n");
    expect(sigmoid).toContain("nn.Linear(2, 1),\n)");
    expect(sigmoid).toContain("F.binary_cross_entropy_with_logits");
    const classes = codeOf("dataset=threeBlobs");
    expect(classes).toContain("return inputs, y.long()");
    expect(classes).toContain("nn.Linear(2, 3),\n)");
    expect(classes).toContain("F.cross_entropy(outputs, targets)");
    expect(codeOf("problem=regression")).toContain("return inputs, y.unsqueeze(1)\n");
  });

  it("penalises weights only, before or after the optimizer's step", () => {
    const l2 = codeOf("regularization=L2&regularizationRate=0.01");
    expect(l2.indexOf("layer.weight.grad += 0.01 *")).toBeLessThan(l2.indexOf("optimizer.step()"));
    const l1 = codeOf("regularization=L1&regularizationRate=0.01");
    expect(l1.indexOf("F.softshrink(layer.weight, rate * 0.01)")).toBeGreaterThan(
      l1.indexOf("optimizer.step()"),
    );
  });

  it("names in comments what PyTorch does not have", () => {
    const code = codeOf("activations=sine,square&optimizer=lion&schedule=plateau");
    expect(code).toContain("class Sine(nn.Module):");
    expect(code).toContain('# PyTorch has no optimizer "lion": Adam takes its place.');
    expect(code).toContain('# Not expressed here: the schedule "plateau". The rate stays constant.');
  });

  it("reconstructs the inputs of an autoencoder from disturbed ones", () => {
    const { spec } = decodeAddress("");
    const data = { ...spec.data, target: "input", corruption: { type: "gaussian", amount: 0.5 } };
    const code = pytorchCode({ ...spec, task: "regression", data }, 100);
    expect(code).toContain("return inputs, inputs\n");
    expect(code).toContain("    return inputs + 0.5 * torch.randn_like(inputs)\n");
    expect(code).toContain("loss_of(model(disturbed(train_inputs[batch])), train_targets[batch])");
    expect(codeOf("")).not.toContain("disturbed");
  });

  it("starts from explicit weights", () => {
    const { spec } = decodeAddress("networkShape=1");
    const layers = [
      { weights: [[0.5, -1]], biases: [0.25], slope: 0.1 },
      { weights: [[2]], biases: [] },
    ];
    const prelu: TrainingSpec = {
      ...spec,
      network: {
        ...spec.network,
        layers: spec.network.layers.map((layer, at) =>
          at === 0 ? { ...layer, activation: "prelu", dropout: 0.2 } : { ...layer, bias: false },
        ),
      },
    };
    const code = pytorchCode(withCurrentParameters(prelu, layers), 10);
    expect(code).toContain("nn.PReLU(init=0.25),\n    nn.Dropout(0.2),\n    nn.Linear(1, 1, bias=False)");
    expect(code).toContain("    [[0.5,-1]],\n    [[2]],\n");
    expect(code).toContain("for module, slope in zip(slopes, [0.1]):");
  });
});
