import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  encoded,
  initialNetwork,
  linearMemory,
  symbolsOf,
  UNITS,
} from "../../../../src/model/labs/recurrence/memory-task";
import {
  lossOf,
  read,
  recurrentNetwork,
  type Cell,
  type State,
} from "../../../../src/model/labs/recurrence/recurrent-network";

interface Reference {
  readonly name: string;
  readonly spec: {
    readonly data: {
      readonly train: readonly { readonly x: readonly number[]; readonly y: number }[];
      readonly shape: readonly [number, number];
    };
    readonly network: { readonly layers: readonly { readonly cell: Cell }[] };
  };
  readonly expected: {
    readonly trainLoss: readonly number[];
    readonly weights: readonly (readonly (readonly number[])[])[];
    readonly recurrentWeights: readonly (readonly (readonly number[])[] | null)[];
    readonly biases: readonly (readonly number[])[];
  };
}

/** Trainings by PyTorch in float64: losses, and the parameters after the last epoch. */
const { cases } = JSON.parse(
  readFileSync("../backend/src/test/resources/vectors/recurrent.json", "utf8"),
) as { readonly cases: readonly Reference[] };

describe("A recurrent network", () => {
  it.each(cases)(
    "has the loss that PyTorch has computed with the same parameters: $name",
    ({ spec, expected }) => {
      const [{ cell } = { cell: "simple" as const }] = spec.network.layers;
      const network = recurrentNetwork(
        cell,
        expected.weights.map((weights, at) => ({
          weights,
          biases: expected.biases[at] ?? [],
          ...(expected.recurrentWeights[at] && { recurrentWeights: expected.recurrentWeights[at] }),
        })),
      );
      if (!network) throw new Error("no recurrent network");
      const [steps, columns] = spec.data.shape;
      const losses = spec.data.train.map(({ x, y }) => {
        const sequence = Array.from({ length: steps }, (_, step) =>
          x.slice(step * columns, (step + 1) * columns),
        );
        return lossOf(read(network, sequence, y).answer, y);
      });
      const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
      expect(mean).toBeCloseTo(expected.trainLoss.at(-1) ?? 0, 9);
    },
  );

  it.each(["simple", "lstm"] as const)(
    "has the gradients of finite differences at every step: %s",
    (cell) => {
      const network = initialNetwork({ cell, length: 6, radius: 0.9, start: 1 });
      const sequence = encoded([1, 0, 0, 1, 0, 1]);
      const { states, gradientNorms } = read(network, sequence, 1);
      const lossFrom = (step: number, state: State) =>
        lossOf(read(network, sequence.slice(step + 1), 1, state).answer, 1);
      for (const [step, state] of states.entries()) {
        const differences = state.output.map((value, unit) => {
          const moved = (by: number): State => ({
            ...state,
            output: state.output.map((each, at) => (at === unit ? value + by : each)),
          });
          return (lossFrom(step, moved(1e-5)) - lossFrom(step, moved(-1e-5))) / 2e-5;
        });
        expect(gradientNorms[step]).toBeCloseTo(Math.hypot(...differences), 8);
      }
    },
  );

  it("is unknown if the parameters are those of other layers", () => {
    expect(recurrentNetwork("simple", [{ weights: [[1]], biases: [0] }])).toBeUndefined();
  });
});

describe("The initial weights", () => {
  const network = initialNetwork({ cell: "simple", length: 20, radius: 0.9, start: 2 });

  it("have recurrent weights whose singular values are all the spectral radius", () => {
    for (let one = 0; one < UNITS; one++) {
      for (let other = 0; other < UNITS; other++) {
        const product = network.recurrentWeights[one]?.reduce(
          (sum, value, at) => sum + value * (network.recurrentWeights[other]?.[at] ?? 0),
          0,
        );
        expect(product).toBeCloseTo(one === other ? 0.81 : 0, 12);
      }
    }
  });

  it("differ by their number, and are the same for everyone", () => {
    expect(initialNetwork({ cell: "simple", length: 5, radius: 0.9, start: 2 })).toEqual(network);
    expect(initialNetwork({ cell: "simple", length: 5, radius: 0.9, start: 3 })).not.toEqual(network);
  });

  it("let less than a thousandth of the gradient arrive at the first of 30 steps, down to 6e-4 and less", () => {
    const ratios = [1, 2, 3].map((start) => {
      const { gradientNorms } = read(
        initialNetwork({ cell: "simple", length: 30, radius: 0.9, start }),
        encoded(symbolsOf(30, 1)),
        symbolsOf(30, 1)[0] ?? 0,
      );
      return (gradientNorms[0] ?? 0) / (gradientNorms.at(-1) ?? 1);
    });
    expect(Math.max(...ratios)).toBeLessThan(1e-3);
    expect(Math.min(...ratios)).toBeLessThan(6e-4);
    expect(Math.min(...ratios)).toBeGreaterThan(1e-5);
  });
});

describe("A linear neuron", () => {
  it("keeps w^T of a signal: 0.1216 with 0.9, 6.7275 with 1.1, after 20 steps", () => {
    expect(linearMemory(0.9, 20)).toBeCloseTo(0.1216, 4);
    expect(linearMemory(1.1, 20)).toBeCloseTo(6.7275, 4);
  });
});
