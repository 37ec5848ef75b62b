import { describe, expect, it } from "vitest";
import { barsAndStripes } from "../../../../src/model/labs/boltzmann/bars-and-stripes";
import { totalVariation } from "../../../../src/model/labs/boltzmann/boltzmann-machine";
import {
  exactGradient,
  trainedEpoch,
  type MachineTraining,
  type Method,
} from "../../../../src/model/labs/boltzmann/contrastive-divergence";
import {
  codeOf,
  freeEnergy,
  gibbsStep,
  initialMachine,
  logLikelihood,
  stateProbabilities,
  visibleStates,
  type RestrictedMachine,
} from "../../../../src/model/labs/boltzmann/restricted-machine";
import { normalNumber, seededRandom } from "../../../../src/model/labs/random/random";

const PATTERNS = barsAndStripes(3);
const STATES = visibleStates(9);

/** A machine with large weights, so that no part of the formulas is negligible. */
function strongMachine(visible: number, hidden: number): RestrictedMachine {
  const random = seededRandom(11);
  const numbers = (length: number) => Float64Array.from({ length }, () => normalNumber(random));
  return {
    visible,
    hidden,
    weights: numbers(visible * hidden),
    visibleBiases: numbers(visible),
    hiddenBiases: numbers(hidden),
  };
}

function trained(method: Method, seed: number, epochs: number): readonly number[] {
  const random = seededRandom(seed);
  let training: MachineTraining = { machine: initialMachine(9, 9, random), chains: PATTERNS, epochs: 0 };
  const course: number[] = [];
  while (training.epochs < epochs) {
    training = trainedEpoch(training, method, PATTERNS, STATES, 0.1, random);
    if (training.epochs % 250 === 0) course.push(logLikelihood(training.machine, PATTERNS, STATES));
  }
  return course;
}

describe("Bars and stripes", () => {
  it("are 14 different patterns of 3 x 3 pixels", () => {
    expect(PATTERNS).toHaveLength(14);
    expect(new Set(PATTERNS.map(codeOf)).size).toBe(14);
    for (const pattern of PATTERNS) {
      const rows = [0, 1, 2].map((row) => pattern.slice(3 * row, 3 * row + 3).join(""));
      const columns = [0, 1, 2].map((column) => [0, 3, 6].map((row) => pattern[row + column]).join(""));
      const uniform = (lines: readonly string[]) => lines.every((line) => line === "000" || line === "111");
      expect(uniform(rows) || uniform(columns)).toBe(true);
    }
  });
});

describe("A restricted Boltzmann machine", () => {
  it("has the probabilities of e^-E summed over the hidden states, at any temperature", () => {
    const machine = strongMachine(4, 3);
    for (const temperature of [0.5, 1, 3]) {
      const sums = visibleStates(4).map((v) =>
        visibleStates(3).reduce((sum, h) => {
          let energy = 0;
          for (const [i, on] of v.entries()) energy -= (machine.visibleBiases[i] ?? 0) * on;
          for (const [j, on] of h.entries()) {
            energy -= (machine.hiddenBiases[j] ?? 0) * on;
            for (const [i, visible] of v.entries())
              energy -= visible * on * (machine.weights[i * 3 + j] ?? 0);
          }
          return sum + Math.exp(-energy / temperature);
        }, 0),
      );
      const all = sums.reduce((sum, each) => sum + each, 0);
      const probabilities = stateProbabilities(machine, visibleStates(4), temperature);
      for (const [code, sum] of sums.entries()) expect(probabilities[code]).toBeCloseTo(sum / all, 12);
    }
  });

  it("starts near -9 ln 2, and is bounded by -ln 14", () => {
    const start = logLikelihood(initialMachine(9, 9, seededRandom(0)), PATTERNS, STATES);
    expect(-9 * Math.log(2)).toBeCloseTo(-6.238, 3);
    expect(Math.abs(start + 9 * Math.log(2))).toBeLessThan(0.06);
    const zero = initialMachine(9, 9, () => 0.5);
    expect(logLikelihood({ ...zero, weights: new Float64Array(81) }, PATTERNS, STATES)).toBeCloseTo(
      -9 * Math.log(2),
      12,
    );
    expect(-Math.log(PATTERNS.length)).toBeCloseTo(-2.639, 3);
  });

  it("has a finite free energy for huge sums", () => {
    const machine = { ...strongMachine(2, 2), weights: Float64Array.of(900, -900, 900, -900) };
    expect(freeEnergy(machine, [1, 1])).toBeCloseTo(
      -1800 -
        (machine.visibleBiases[0] ?? 0) -
        (machine.visibleBiases[1] ?? 0) -
        (machine.hiddenBiases[0] ?? 0),
      6,
    );
  });

  it("has an exact gradient equal to finite differences, to 8 digits", () => {
    const machine = strongMachine(9, 4);
    const gradient = exactGradient(machine, PATTERNS, STATES);
    for (const name of ["weights", "visibleBiases", "hiddenBiases"] as const) {
      for (const [at, derivative] of gradient[name].entries()) {
        const moved = (by: number) =>
          logLikelihood(
            { ...machine, [name]: machine[name].map((value, other) => (other === at ? value + by : value)) },
            PATTERNS,
            STATES,
          );
        // Richardson's extrapolation of two central differences.
        const central = (h: number) => (moved(h) - moved(-h)) / (2 * h);
        expect(Math.abs((4 * central(1e-3) - central(2e-3)) / 3 - derivative)).toBeLessThan(1e-8);
      }
    }
  });

  it.each([0.7, 1, 2])(
    "samples its distribution at temperature %d, and the one of clamped pixels",
    (temperature) => {
      const machine = strongMachine(4, 3);
      const random = seededRandom(5);
      const exact = stateProbabilities(machine, visibleStates(4), temperature);
      for (const clamped of [[], [1, undefined, 0]] as const) {
        const given = exact.map((p, code) =>
          clamped.every((value, at) => value === undefined || value === ((code >> at) & 1)) ? p : 0,
        );
        const sum = given.reduce((all, p) => all + p, 0);
        const counts = new Float64Array(16);
        let v: ArrayLike<number> = [1, 0, 0, 0];
        const steps = 40_000;
        for (let step = 0; step < steps; step++) {
          v = gibbsStep(machine, v, random, temperature, clamped).visible;
          counts[codeOf(v)] = (counts[codeOf(v)] ?? 0) + 1 / steps;
        }
        expect(
          totalVariation(
            counts,
            given.map((p) => p / sum),
          ),
        ).toBeLessThan(0.02);
      }
    },
  );
});

describe("A training of 5,000 epochs with 9 hidden units at a rate of 0.1", () => {
  it("reaches -2.75 with the exact gradient", () => {
    const course = trained({ type: "exact" }, 0, 5000);
    expect(Math.abs((course.at(-1) ?? 0) + 2.75)).toBeLessThan(0.03);
    expect(course.toSorted((a, b) => a - b)).toEqual(course);
  }, 60_000);

  it("reaches -3.10 with CD-1", () => {
    const course = trained({ type: "contrastiveDivergence", steps: 1 }, 0, 5000);
    expect(Math.abs((course.at(-1) ?? 0) + 3.1)).toBeLessThan(0.1);
  }, 60_000);

  it("is better with CD-5 than with CD-1, and goes back with persistent chains", () => {
    const more = trained({ type: "contrastiveDivergence", steps: 5 }, 0, 5000);
    expect(more.at(-1)).toBeGreaterThan(-2.95);
    const persistent = trained({ type: "persistent", steps: 1 }, 0, 5000);
    expect(Math.max(...persistent)).toBeGreaterThan(-3.6);
    expect(Math.min(...persistent.slice(-8))).toBeLessThan(-4.2);
  }, 60_000);

  it("is the same for the same seed", () => {
    const method = { type: "persistent", steps: 2 } as const;
    expect(trained(method, 3, 250)).toEqual(trained(method, 3, 250));
    expect(trained(method, 3, 250)).not.toEqual(trained(method, 4, 250));
  });
});
