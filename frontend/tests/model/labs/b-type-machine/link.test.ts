import { describe, expect, it } from "vitest";
import { nextLink, settingOf, type Link } from "../../../../src/model/labs/b-type-machine/link";
import {
  GATES,
  ROWS,
  thresholdOutput,
  type Bit,
  type ThresholdNeuron,
} from "../../../../src/model/labs/b-type-machine/threshold-neuron";

/** The link after each of these ticks; a and b are 1 unless a tick names another value. */
function after(link: Link, ticks: readonly { readonly a?: Bit; readonly b?: Bit; readonly c?: Bit }[]) {
  return ticks.reduce((state, { a = 1, b = 1, c = 0 }) => nextLink(state, { a, b, c }), link);
}

const switches = ({ v, w }: Link) => [v, w];

describe("A link of Turing's B-type machine", () => {
  it("stays at (v, w) = (0, 1) and (1, 0), and alternates between (0, 0) and (1, 1) for ever", () => {
    for (const [v, w] of [
      [0, 1],
      [1, 0],
    ] as const) {
      expect(switches(after({ v, w, d: 0 }, [{}]))).toEqual([v, w]);
    }
    const both = after({ v: 0, w: 0, d: 0 }, [{}]);
    expect(switches(both)).toEqual([1, 1]);
    expect(switches(after(both, [{}]))).toEqual([0, 0]);
    expect(
      settingOf(
        after(
          both,
          Array.from({ length: 1000 }, () => ({})),
        ),
      ),
    ).toBe("alternating");
  });

  it("passes NOT c while v is 1, and gives 1 while v is 0", () => {
    for (const c of [0, 1] as const) {
      expect(after({ v: 1, w: 0, d: 0 }, [{ c }]).d).toBe(1 - c);
      expect(after({ v: 0, w: 1, d: 0 }, [{ c }]).d).toBe(1);
    }
  });

  it("alternates after a pulse of one tick, and is switched by a pulse of two", () => {
    const open: Link = { v: 1, w: 0, d: 0 };
    const closed: Link = { v: 0, w: 1, d: 0 };
    expect(settingOf(after(open, [{ b: 0 }, {}, {}]))).toBe("alternating");
    expect(settingOf(after(open, [{ b: 0 }, { b: 0 }, {}, {}]))).toBe("closed");
    expect(settingOf(after(closed, [{ a: 0 }, {}, {}]))).toBe("alternating");
    expect(settingOf(after(closed, [{ a: 0 }, { a: 0 }, {}, {}]))).toBe("open");
  });
});

describe("A neuron of McCulloch and Pitts", () => {
  const table = (neuron: ThresholdNeuron) => ROWS.map((row) => thresholdOutput(neuron, row));

  it("is AND, OR, NOT, NOR, and x1 but not x2", () => {
    expect(table({ synapses: ["excitatory", "excitatory"], threshold: 2 })).toEqual(GATES.and);
    expect(table({ synapses: ["excitatory", "excitatory"], threshold: 1 })).toEqual(GATES.or);
    expect(table({ synapses: ["inhibitory", "none"], threshold: 0 })).toEqual(GATES.not);
    expect(table({ synapses: ["inhibitory", "inhibitory"], threshold: 0 })).toEqual(GATES.nor);
    expect(table({ synapses: ["excitatory", "inhibitory"], threshold: 1 })).toEqual(GATES.butNot);
  });

  it("is neither NAND nor XOR, whatever its synapses and its threshold", () => {
    const kinds = ["excitatory", "inhibitory", "none"] as const;
    const tables = kinds.flatMap((one) =>
      kinds.flatMap((other) =>
        [0, 1, 2, 3].map((threshold) => table({ synapses: [one, other], threshold }).join("")),
      ),
    );
    expect(tables).not.toContain(GATES.nand.join(""));
    expect(tables).not.toContain(GATES.xor.join(""));
  });

  it("is silenced by a single inhibitory input, however many excitatory ones are on", () => {
    const neuron: ThresholdNeuron = {
      synapses: ["excitatory", "excitatory", "excitatory", "inhibitory"],
      threshold: 1,
    };
    expect(thresholdOutput(neuron, [1, 1, 1, 0])).toBe(1);
    expect(thresholdOutput(neuron, [1, 1, 1, 1])).toBe(0);
  });
});
