import { describe, expect, it } from "vitest";
import {
  allStates,
  boltzmannDistribution,
  energyGap,
  energyOf,
  initialBoltzmannMachine,
  sweep,
  totalVariation,
  trainedBoltzmannMachine,
  type BoltzmannMachine,
  type Clamps,
} from "../../../../src/model/labs/boltzmann/boltzmann-machine";
import {
  ENCODER,
  ENCODER_PATTERNS,
  hiddenCodes,
  initialEncoder,
} from "../../../../src/model/labs/boltzmann/encoder";
import { normalNumber, seededRandom } from "../../../../src/model/labs/random/random";

function strongMachine(units: number): BoltzmannMachine {
  const random = seededRandom(units);
  const machine = initialBoltzmannMachine(units, () => 1, random);
  return {
    ...machine,
    biases: machine.biases.map(() => normalNumber(random)),
  };
}

describe("A Boltzmann machine", () => {
  it("has an energy gap that is the difference of two energies", () => {
    const machine = strongMachine(5);
    for (const s of allStates(5)) {
      for (let unit = 0; unit < 5; unit++) {
        const gap = energyOf(machine, s.with(unit, 0)) - energyOf(machine, s.with(unit, 1));
        expect(energyGap(machine, s, unit)).toBeCloseTo(gap, 12);
      }
    }
  });

  it.each([
    [3, 1],
    [6, 0.7],
    [10, 2],
  ])("of %d units visits its states with e^(-E/T)/Z at T = %d", (units, temperature) => {
    const machine = strongMachine(units);
    const exact = boltzmannDistribution(machine, allStates(units), temperature);
    expect(exact.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    const random = seededRandom(1);
    const counts = new Float64Array(2 ** units);
    let s = new Uint8Array(units);
    const sweeps = 60_000;
    for (let step = 0; step < sweeps; step++) {
      s = sweep(machine, s, temperature, random) as typeof s;
      const code = s.reduce((sum, on, at) => sum + on * 2 ** at, 0);
      counts[code] = (counts[code] ?? 0) + 1 / sweeps;
    }
    expect(totalVariation(counts, exact)).toBeLessThan(units === 10 ? 0.06 : 0.02);
  });

  it("keeps clamped units", () => {
    const clamps: Clamps = [1, undefined, 0];
    const s = sweep(strongMachine(4), new Uint8Array(4), 1, seededRandom(1), clamps);
    expect([s[0], s[2]]).toEqual([1, 0]);
    const states = allStates(4);
    const p = boltzmannDistribution(strongMachine(4), states, 1, clamps);
    expect(
      states.filter((_, code) => (p[code] ?? 0) > 0).every((each) => each[0] === 1 && each[2] === 0),
    ).toBe(true);
    expect(p.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 12);
  });

  it("learns the gradient of the log-likelihood", () => {
    const machine = strongMachine(4);
    const states = allStates(4);
    const patterns: readonly Clamps[] = [
      [1, 0, 1],
      [0, 1, 1],
    ];
    const likelihood = (of: BoltzmannMachine) =>
      patterns.reduce((sum, clamps) => {
        const p = boltzmannDistribution(of, states);
        const chance = states.reduce(
          (all, s, code) => (clamps.every((value, at) => value === s[at]) ? all + (p[code] ?? 0) : all),
          0,
        );
        return sum + Math.log(chance) / patterns.length;
      }, 0);
    const learned = trainedBoltzmannMachine(machine, patterns, states, 1);
    for (const [i, j] of [
      [0, 1],
      [1, 3],
    ] as const) {
      const moved = (by: number) => ({
        ...machine,
        weights: machine.weights.map((weight, at) =>
          at === i * 4 + j || at === j * 4 + i ? weight + by : weight,
        ),
      });
      const slope = (likelihood(moved(1e-4)) - likelihood(moved(-1e-4))) / 2e-4;
      expect((learned.weights[i * 4 + j] ?? 0) - (machine.weights[i * 4 + j] ?? 0)).toBeCloseTo(slope, 7);
    }
  });
});

describe("The 4-2-4 encoder", () => {
  it("finds a code of two bits for its four patterns, and passes each input on to the outputs", () => {
    const states = allStates(ENCODER.units);
    let machine = initialEncoder(2);
    for (let epoch = 0; epoch < 600; epoch++) {
      machine = trainedBoltzmannMachine(machine, ENCODER_PATTERNS, states, 0.5);
    }
    expect(hiddenCodes(machine, states).toSorted()).toEqual([0, 1, 2, 3]);
    for (const input of ENCODER.inputs) {
      const clamps = ENCODER.inputs.map((unit) => (unit === input ? 1 : 0));
      const p = boltzmannDistribution(machine, states, 1, clamps);
      const right = states.reduce(
        (sum, s, code) =>
          ENCODER.outputs.every((unit, at) => s[unit] === clamps[at]) ? sum + (p[code] ?? 0) : sum,
        0,
      );
      expect(right).toBeGreaterThan(0.8);
    }
  }, 60_000);

  it("can also end with two patterns that share a code", () => {
    const states = allStates(ENCODER.units);
    let machine = initialEncoder(3);
    for (let epoch = 0; epoch < 300; epoch++) {
      machine = trainedBoltzmannMachine(machine, ENCODER_PATTERNS, states, 0.5);
    }
    expect(new Set(hiddenCodes(machine, states)).size).toBe(3);
  }, 60_000);

  it("has no connection between inputs and outputs", () => {
    const { weights, units } = initialEncoder(2);
    for (const i of ENCODER.inputs) for (const j of ENCODER.outputs) expect(weights[i * units + j]).toBe(0);
  });
});
