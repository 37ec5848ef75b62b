import { disturbanceCode } from "./disturbance-code";
import { fieldsOf, valueOf, variantOf } from "../spec/variant-fields";
import type { VariantKind } from "../spec/catalog";
import { columnCount, type ExplicitInitializer, type Layer, type TrainingSpec } from "../spec/spec";
import { columnOfFeature } from "../spec/feature";
import { isDense } from "../spec/shaped-layers";

/** File of the samples beside the script, as the page's table saves it. */
const POINTS_FILE = "points.csv";

/** Modules by activation; linear has none. */
const MODULES: Readonly<Record<string, string | undefined>> = {
  sigmoid: "nn.Sigmoid()",
  tanh: "nn.Tanh()",
  relu: "nn.ReLU()",
  leakyRelu: "nn.LeakyReLU(0.01)",
  prelu: "nn.PReLU(init=0.25)",
  elu: "nn.ELU()",
  gelu: "nn.GELU()",
  softplus: "nn.Softplus()",
  swish: "nn.SiLU()",
  sine: "Sine()",
  square: "Square()",
  softmax: "nn.Softmax(dim=1)",
};

/** Activations that PyTorch has no module for, as formulas of `z`. */
const FORMULAS: Readonly<Record<string, string>> = { sine: "torch.sin(z)", square: "z * z" };

/** Inputs of plane data as formulas of `x1` and `x2`. */
const FEATURES: Readonly<Record<string, string>> = {
  x1Squared: "x1**2",
  x2Squared: "x2**2",
  x1TimesX2: "x1 * x2",
  sinX1: "torch.sin(x1)",
  sinX2: "torch.sin(x2)",
  cosX1: "torch.cos(x1)",
  cosX2: "torch.cos(x2)",
};

/** Losses of `outputs` and `targets`. Those with logits include the activation of the output layer. */
const LOSSES: Readonly<Record<string, string | undefined>> = {
  squaredError: "0.5 * F.mse_loss(outputs, targets)",
  meanSquaredError: "F.mse_loss(outputs, targets)",
  absoluteError: "F.l1_loss(outputs, targets)",
  huber: "F.huber_loss(outputs, targets)",
  binaryCrossEntropy: "F.binary_cross_entropy_with_logits(outputs, targets)",
  crossEntropy: "F.cross_entropy(outputs, targets)",
};

/**
 * A Python script that trains the same network with PyTorch: model, loss, optimizer and training loop. It reads the
 * samples from the file that the page's table saves. What PyTorch cannot express is named in comments.
 *
 * @param epochs number of epochs that the script trains
 */
export function pytorchCode(spec: TrainingSpec, epochs: number): string {
  if (!isDense(spec)) return "# There is a script for networks of dense layers only.";
  return [
    header(spec),
    samplesCode(spec),
    modelCode(spec),
    initialCode(spec),
    lossAndOptimizerCode(spec),
    scheduleCode(spec),
    ...[disturbanceCode(spec)].filter((code) => code !== undefined),
    loopCode(spec, epochs),
  ].join("\n\n\n");
}

function header(spec: TrainingSpec): string {
  const { data } = spec;
  const first = outputOf(spec).units > 1 && spec.task === "regression" && data.target !== "input";
  return `# ${spec.task}, ${data.source === "generated" ? data.generator : "own points"}: the network of NN Playground in PyTorch.
# Needs ${POINTS_FILE}: press "Table" in the playground, then "Save".
${frozenLayers(spec)}${first ? "# That table has the first target only.\n" : ""}import csv
import math

import torch
import torch.nn.functional as F
from torch import nn

torch.manual_seed(${String(spec.training.seed)})  # other random numbers than in the playground`;
}

/** The layers that the script would train although the playground does not. */
function frozenLayers({ network }: TrainingSpec): string {
  const frozen = network.layers.flatMap((layer, at) => (layer.frozen ? [String(at + 1)] : []));
  return frozen.length > 0 ? `# Frozen in the playground, but not here: layer ${frozen.join(", ")}.\n` : "";
}

function samplesCode(spec: TrainingSpec): string {
  const columns = Array.from({ length: columnCount(spec) }, (_, at) => `x${String(at + 1)}`);
  const used = columns.filter((name) => spec.features.some((feature) => inputOf(feature).includes(name)));
  const value = (name: string) =>
    spec.data.scale === "standard"
      ? `scaled("${name}", rows, chosen)`
      : `torch.tensor([float(row["${name}"]) for row in chosen])`;
  const reading = used.map((name) => `    ${name} = ${value(name)}`);
  return `${spec.data.scale === "standard" ? SCALED : ""}def samples(name):
    with open("${POINTS_FILE}", newline="") as file:
${spec.data.scale === "standard" ? SCALED_ROWS : ROWS}
${reading.join("\n")}
    inputs = torch.stack([${spec.features.map(inputOf).join(", ")}], dim=1)
    y = torch.tensor([float(row["y"]) for row in chosen])
    return inputs, ${targetsOf(spec)}


train_inputs, train_targets = samples("train")
test_inputs, test_targets = samples("test")`;
}

const ROWS = `        chosen = [row for row in csv.DictReader(file) if row["set"] == name]`;
const SCALED_ROWS = `        rows = list(csv.DictReader(file))
    chosen = [row for row in rows if row["set"] == name]`;

/** By mean and standard deviation of the train set. */
const SCALED = `def scaled(column, rows, chosen):
    train = torch.tensor([float(row[column]) for row in rows if row["set"] == "train"])
    values = torch.tensor([float(row[column]) for row in chosen])
    deviation = train.std(correction=0)
    return (values - train.mean()) / (deviation if deviation > 0 else 1)


`;

function inputOf(feature: string): string {
  const column = columnOfFeature(feature);
  return column === undefined ? (FEATURES[feature] ?? feature) : `x${String(column + 1)}`;
}

/** As the loss expects them: label, 0 and 1, or -1 and 1. */
function targetsOf(spec: TrainingSpec): string {
  const output = outputOf(spec);
  if (spec.data.target === "input") return "inputs";
  if (spec.task === "regression") return "y.unsqueeze(1)";
  if (output.activation === "softmax") return "y.long()";
  const values =
    output.units === 1 ? "y.unsqueeze(1)" : `F.one_hot(y.long(), ${String(output.units)}).float()`;
  return output.activation === "sigmoid" ? values : `2 * ${values} - 1`;
}

function modelCode(spec: TrainingSpec): string {
  const { layers } = spec.network;
  const classes = Object.entries(FORMULAS).flatMap(([name, formula]) =>
    layers.some(({ activation }) => activation === name)
      ? [`class ${moduleName(name)}(nn.Module):\n    def forward(self, z):\n        return ${formula}\n\n\n`]
      : [],
  );
  const modules = layers.flatMap((layer, at) => {
    const inputs = layers[at - 1]?.units ?? spec.features.length;
    const bias = layer.bias ? "" : ", bias=False";
    const inLoss = at === layers.length - 1 && /crossEntropy/i.test(spec.training.loss);
    const activation = inLoss ? undefined : MODULES[layer.activation];
    return [
      `nn.Linear(${String(inputs)}, ${String(layer.units)}${bias})`,
      ...(activation === undefined ? unknownActivation(layer, inLoss) : [activation]),
      ...(layer.dropout > 0 ? [`nn.Dropout(${String(layer.dropout)})`] : []),
    ];
  });
  return `${classes.join("")}model = nn.Sequential(\n${modules.map((module) => `    ${module},\n`).join("")})`;
}

/** The activation is part of the loss, or none; a newer server may have others. */
function unknownActivation({ activation }: Layer, inLoss: boolean): readonly string[] {
  return inLoss || activation === "linear" ? [] : [`nn.Identity()  # not expressed here: ${activation}`];
}

function moduleName(activation: string): string {
  return activation.replace(/^./, (first) => first.toUpperCase());
}

function initialCode(spec: TrainingSpec): string {
  const { initializer } = spec.network;
  if (initializer.type === "explicit") return explicitCode(initializer as ExplicitInitializer);
  const number = numbersOf(spec, "initializer");
  const draws: Readonly<Record<string, string>> = {
    uniform: `nn.init.uniform_(layer.weight, -${number("range")}, ${number("range")})`,
    normal: `nn.init.normal_(layer.weight, std=${number("standardDeviation")})`,
    xavier: "nn.init.xavier_uniform_(layer.weight)",
    he: 'nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")',
    lecun: 'nn.init.kaiming_normal_(layer.weight, nonlinearity="linear")',
    zeros: "nn.init.zeros_(layer.weight)",
    constant: `nn.init.constant_(layer.weight, ${number("value")})`,
  };
  const draw = draws[initializer.type] ?? `pass  # not expressed here: ${initializer.type}`;
  return `${LINEAR_LAYERS}
for layer in layers:
    ${draw}
    if layer.bias is not None:
        nn.init.constant_(layer.bias, ${number("bias")})`;
}

const LINEAR_LAYERS = "layers = [module for module in model if isinstance(module, nn.Linear)]";

function explicitCode({ weights, biases, slopes }: ExplicitInitializer): string {
  const list = (values: unknown) => JSON.stringify(values);
  const learned = slopes?.filter((slope) => slope !== null) ?? [];
  return `${LINEAR_LAYERS}
weights = [
${weights.map((layer) => `    ${list(layer)},\n`).join("")}]
biases = ${list(biases)}
with torch.no_grad():
    for layer, weight, bias in zip(layers, weights, biases):
        layer.weight.copy_(torch.tensor(weight))
        if layer.bias is not None:
            layer.bias.copy_(torch.tensor(bias))${
              learned.length === 0
                ? ""
                : `
    slopes = [module for module in model if isinstance(module, nn.PReLU)]
    for module, slope in zip(slopes, ${list(learned)}):
        module.weight.fill_(slope)`
            }`;
}

function lossAndOptimizerCode(spec: TrainingSpec): string {
  const { loss, optimizer } = spec.training;
  const number = numbersOf(spec, "optimizer");
  const betas = `betas=(${number("beta1")}, ${number("beta2")})`;
  const decay = `weight_decay=${number("weightDecay")}`;
  const optimizers: Readonly<Record<string, string>> = {
    sgd: `SGD(model.parameters(), lr=LEARNING_RATE, momentum=${number("momentum")}, nesterov=${number("nesterov")})`,
    adagrad: "Adagrad(model.parameters(), lr=LEARNING_RATE)",
    rmsprop: `RMSprop(model.parameters(), lr=LEARNING_RATE, alpha=${number("decay")})`,
    adam: `Adam(model.parameters(), lr=LEARNING_RATE, ${betas}, ${decay})`,
    adamw: `AdamW(model.parameters(), lr=LEARNING_RATE, ${betas}, ${decay})`,
  };
  const known = optimizers[optimizer.type];
  return `def loss_of(outputs, targets):
    return ${LOSSES[loss] ?? `F.mse_loss(outputs, targets)  # not expressed here: ${loss}`}


LEARNING_RATE = ${String(optimizer.learningRate)}
${known === undefined ? `# PyTorch has no optimizer "${optimizer.type}": Adam takes its place.\n` : ""}optimizer = torch.optim.${known ?? "Adam(model.parameters(), lr=LEARNING_RATE)"}`;
}

/** The rate of an epoch, counted from 0, as in the contract of the API. */
function scheduleCode(spec: TrainingSpec): string {
  const { schedule } = spec.training;
  const number = numbersOf(spec, "schedule");
  const rates: Readonly<Record<string, string>> = {
    constant: "LEARNING_RATE",
    step: `LEARNING_RATE * ${number("factor")} ** (epoch // ${number("every")})`,
    exponential: `LEARNING_RATE * ${number("factor")}**epoch`,
    cosine: `${number("minimum")} + (LEARNING_RATE - ${number("minimum")}) * (1 + math.cos(math.pi * min(epoch / ${number("epochs")}, 1))) / 2`,
  };
  const warmup = Number(number("warmupEpochs"));
  const rate = rates[schedule.type];
  const warm = warmup > 0 ? `min(1, (epoch + 1) / ${String(warmup)}) * ` : "";
  return `${rate === undefined ? `# Not expressed here: the schedule "${schedule.type}". The rate stays constant.\n` : ""}def learning_rate(epoch):
    return ${warm}${warm === "" ? (rate ?? "LEARNING_RATE") : `(${rate ?? "LEARNING_RATE"})`}`;
}

function loopCode(spec: TrainingSpec, epochs: number): string {
  const { batchSize, shuffle, regularization } = spec.training;
  const everyEpoch = shuffle === "everyEpoch";
  const order = `torch.${shuffle === "never" ? "arange" : "randperm"}(len(train_inputs))`;
  const penalised = regularization.rate > 0;
  const l2 = penalised && regularization.type === "l2";
  const l1 = penalised && regularization.type === "l1";
  const inputs = disturbanceCode(spec) ? "disturbed(train_inputs[batch])" : "train_inputs[batch]";
  return `EPOCHS = ${String(epochs)}
${everyEpoch ? "" : `order = ${order}\n`}for epoch in range(EPOCHS):
    model.train()
    rate = learning_rate(epoch)
    for group in optimizer.param_groups:
        group["lr"] = rate
${everyEpoch ? `    order = ${order}\n` : ""}    for batch in order.split(${String(batchSize)}):
        optimizer.zero_grad()
        loss_of(model(${inputs}), train_targets[batch]).backward()
${
  l2
    ? `        for layer in layers:  # L2 regularization
            layer.weight.grad += ${String(regularization.rate)} * layer.weight.detach()
`
    : ""
}        optimizer.step()
${
  l1
    ? `        with torch.no_grad():
            for layer in layers:  # L1 regularization
                layer.weight.copy_(F.softshrink(layer.weight, rate * ${String(regularization.rate)}))
`
    : ""
}
    if (epoch + 1) % 10 == 0 or epoch + 1 == EPOCHS:
        model.eval()
        with torch.no_grad():
            train_loss = loss_of(model(train_inputs), train_targets).item()
            test_loss = loss_of(model(test_inputs), test_targets).item()
        print(f"epoch {epoch + 1}: training loss {train_loss:.4g}, test loss {test_loss:.4g}")
`;
}

function outputOf({ network }: TrainingSpec): Layer {
  const output = network.layers.at(-1);
  if (!output) throw new Error("A network has an output layer.");
  return output;
}

/** Reads fields of a variant as Python literals, with their defaults. */
function numbersOf(spec: TrainingSpec, kind: VariantKind): (name: string) => string {
  const variant = variantOf(spec, kind);
  const fields = fieldsOf(kind, variant.type);
  return (name) => {
    const field = fields.find((each) => each.name === name);
    const value = field ? valueOf(variant, field) : 0;
    return typeof value === "boolean" ? (value ? "True" : "False") : String(value);
  };
}
