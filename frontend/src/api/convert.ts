import { bytesOfBase64 } from "../model/address/base64";
import type { Catalog } from "../model/spec/catalog";
import type { Boundary, Frame, GradientNorm } from "../model/training/frame";
import type { Attention } from "../model/network/attention";
import type { LayerParameters } from "../model/network/parameters";
import type { Job, OwnJob } from "../model/training/job";
import type { Metrics } from "../model/training/metrics";
import type { Problem } from "../model/training/problem";
import { readSpec } from "../model/spec/read-spec";
import type { Samples } from "../model/data/samples";
import type { Sample, Task } from "../model/spec/spec";
import type { History } from "../model/training/training-server";
import type {
  WireAttention,
  WireAttentionRequest,
  WireBoundary,
  WireCatalog,
  WireFrame,
  WireGradientNorm,
  WireHistory,
  WireJob,
  WireMetrics,
  WireLayerParameters,
  WireProblem,
  WireSamples,
} from "./wire";

export function jobOf(wire: WireJob): Job {
  const spec = wire.spec === undefined ? undefined : readSpec(wire.spec);
  const failure = wire.failure && {
    title: wire.failure.title,
    detail: wire.failure.detail,
  };
  return {
    id: wire.id,
    state: wire.state,
    run: wire.run,
    epoch: wire.epoch,
    pace: wire.pace,
    stop: wire.stop,
    ...(spec && { spec }),
    batch: wire.batch,
    ...(wire.bestEpoch !== undefined && { bestEpoch: wire.bestEpoch }),
    ...(wire.parent && { parent: wire.parent }),
    ...(wire.stopReason && { stopReason: wire.stopReason }),
    ...(failure && { failure }),
  };
}

/** The answer to the creation of a job, the only one with the token. */
export function ownJobOf(wire: WireJob): OwnJob {
  return { job: jobOf(wire), controlToken: wire.controlToken ?? "" };
}

export function attentionOf({ input, unit, link, trace }: WireAttention): Attention | undefined {
  if (trace) {
    const { epoch, batch, sample = 0, step, row } = trace;
    return { type: "trace", epoch, of: batch === undefined ? { sample } : { batch }, step, row };
  }
  if (input !== undefined) return { type: "input", input };
  if (unit) return { type: "unit", ...unit };
  return link && { type: "link", ...link };
}

export function wireAttentionOf(attention: Attention | undefined): WireAttentionRequest {
  switch (attention?.type) {
    case undefined:
      return {};
    case "input":
      return { input: attention.input };
    case "unit":
      return { unit: { layer: attention.layer, unit: attention.unit } };
    case "link":
      return { link: { layer: attention.layer, unit: attention.unit, input: attention.input } };
    case "trace": {
      const { epoch, of, step, row } = attention;
      return { trace: { epoch, ...of, step, row } };
    }
  }
}

export function frameOf(wire: WireFrame): Frame {
  const boundary = wire.boundary ? boundaryOf(wire.boundary) : undefined;
  const { losses } = wire;
  return {
    run: wire.run,
    epoch: wire.epoch,
    batch: wire.batch,
    learningRate: wire.learningRate,
    epochsPerSecond: wire.epochsPerSecond,
    ...(wire.busy === true && { busy: true }),
    ...(typeof wire.trainLoss === "number" && { trainLoss: wire.trainLoss }),
    ...(typeof wire.validationLoss === "number" && { validationLoss: wire.validationLoss }),
    ...(typeof wire.testLoss === "number" && { testLoss: wire.testLoss }),
    ...(losses && { losses }),
    ...(wire.pretraining && { pretraining: wire.pretraining }),
    ...(wire.parameters && { parameters: wire.parameters.layers.map(layerOf) }),
    ...(boundary && { boundary }),
    ...(wire.metrics && { metrics: metricsOf(wire.metrics) }),
    ...(wire.gradients && { gradients: wire.gradients.layers.map(normsOf) }),
    ...(wire.diagnosis && { diagnosis: wire.diagnosis }),
  };
}

function metricsOf({ confusion, ...figures }: WireMetrics): Metrics {
  if (!confusion) return { type: "regression", ...figures };
  return {
    type: "classification",
    ...figures,
    trainConfusion: confusion.train,
    ...(confusion.test && { testConfusion: confusion.test }),
  };
}

export function layerOf(wire: WireLayerParameters): LayerParameters {
  const { weights, recurrentWeights, biases, slope } = wire;
  return {
    // Only the weights of dense and recurrent layers are used; those of convolutions are nested deeper.
    weights: weights as number[][],
    biases,
    ...(recurrentWeights && { recurrentWeights }),
    ...(slope !== undefined && { slope }),
  };
}

export function wireLayerOf({ weights, biases, slope }: LayerParameters): WireLayerParameters {
  return {
    weights: weights.map((row) => [...row]),
    biases: [...biases],
    ...(slope !== undefined && { slope }),
  };
}

/** The wire omits numbers that float32 cannot represent. */
function normsOf({ norm = Infinity, meanAbsolute = Infinity }: WireGradientNorm): GradientNorm {
  return { norm, meanAbsolute };
}

function boundaryOf(wire: WireBoundary): Boundary | undefined {
  const bytes = bytesOfBase64(wire.values);
  const length = wire.outputs * wire.resolution * wire.resolution;
  const [x1, x2] = wire.domain;
  if (bytes?.length !== length || !x1 || !x2) return undefined;
  return {
    resolution: wire.resolution,
    domain: [
      [x1[0] ?? -6, x1[1] ?? 6],
      [x2[0] ?? -6, x2[1] ?? 6],
    ],
    minimum: wire.minimum,
    maximum: wire.maximum,
    outputs: wire.outputs,
    values: bytes,
  };
}

export function historyOf(wire: WireHistory): History {
  const { epoch, trainLoss: train, validationLoss, testLoss } = wire;
  return {
    fromEpoch: epoch[0] ?? 0,
    train,
    ...(validationLoss && { validation: validationLoss }),
    ...(testLoss && { test: testLoss }),
  };
}

export function samplesOf(wire: WireSamples): Samples {
  // The document describes y in words only, because some generators cannot express its type.
  return { train: wire.train as readonly Sample[], test: wire.test as readonly Sample[] };
}

export function catalogOf(wire: WireCatalog): Catalog {
  return {
    tasks: wire.tasks.filter(isTask),
    generators: wire.generators.flatMap(({ name, task, samples, classes, columns, sized, fields }) =>
      isTask(task)
        ? [
            {
              name,
              task,
              samples,
              columns,
              fields,
              ...(sized && { sized }),
              ...(classes !== undefined && { classes }),
            },
          ]
        : [],
    ),
    curves: wire.curves,
    targets: wire.targets,
    corruptions: wire.corruptions,
    features: wire.features,
    activations: wire.activations,
    outputActivations: wire.outputActivations,
    regularizations: wire.regularizations,
    optimizers: wire.optimizers,
    losses: wire.losses,
    schedules: wire.schedules,
    initializers: wire.initializers,
    shuffles: wire.shuffles,
    pairs: wire.pairs,
    ranges: wire.ranges,
    variants: variantsOf(wire),
    limits: {
      layers: wire.limits.layers,
      sweepJobs: wire.serviceLimits.sweepJobs,
      sweepAxes: wire.serviceLimits.sweepAxes,
    },
  };
}

function variantsOf({ variants: { optimizer = {}, schedule = {}, initializer = {} } }: WireCatalog) {
  return { optimizer, schedule, initializer };
}

export function problemOf(wire: WireProblem): Problem {
  return {
    title: wire.title ?? "",
    ...(wire.detail && { detail: wire.detail }),
    errors: wire.errors ?? [],
  };
}

function isTask(name: string): name is Task {
  return name === "classification" || name === "regression";
}
