import { describe, expect, it } from "vitest";
import { decodeAddress, encodeAddress, type Address } from "../../../src/model/address/address";
import { seedOfText } from "../../../src/model/address/key-values";
import { DEFAULT_SEED, defaultSpec } from "../../../src/model/spec/default-spec";
import {
  withClusters,
  withFeatureToggled,
  withGenerator,
  withinCatalog,
  withTask,
  withUnits,
} from "../../../src/model/spec/edit-spec";
import { hiddenLayers, type GeneratedData, type TrainingSpec } from "../../../src/model/spec/spec";
import { DEFAULT_VIEW } from "../../../src/model/address/view-settings";

function specOf(hash: string): TrainingSpec {
  return decodeAddress(hash).spec;
}

function dataOf(hash: string): GeneratedData {
  const { data } = specOf(hash);
  if (data.source !== "generated") throw new Error("expected generated data");
  return data;
}

function written(spec: TrainingSpec, rest: Partial<Address> = {}): string {
  return encodeAddress({ spec, view: DEFAULT_VIEW, unknown: [], ...rest });
}

function unitsOf(hash: string): readonly number[] {
  return hiddenLayers(specOf(hash)).map(({ units }) => units);
}

const NO_CHOICES = {
  activations: [],
  outputActivations: [],
  curves: [],
  targets: [],
  corruptions: [],
  regularizations: [],
  optimizers: [],
  losses: [],
  schedules: [],
  initializers: [],
  shuffles: [],
  pairs: [],
  ranges: {},
  variants: { optimizer: {}, schedule: {}, initializer: {} },
};

describe("Reading an address", () => {
  it("returns the fixed default spec for an empty address", () => {
    expect(specOf("")).toEqual(defaultSpec());
    expect(specOf("#")).toEqual(defaultSpec());
    expect(dataOf("").seed).toBe(DEFAULT_SEED);
  });

  it("gives keys the meaning of TensorFlow Playground", () => {
    const hash =
      "#activation=relu&regularization=L2&batchSize=25&dataset=spiral&regDataset=reg-plane&learningRate=0.003" +
      "&regularizationRate=0.01&noise=15&networkShape=8,6,3&seed=42&showTestData=true&discretize=true" +
      "&percTrainData=70&x=true&y=true&xTimesY=true&xSquared=true&ySquared=false&cosX=false&sinX=true" +
      "&cosY=false&sinY=false&collectStats=false&problem=classification&initZero=false&hideText=false";
    const { spec, view } = decodeAddress(hash);
    expect(spec).toEqual({
      task: "classification",
      data: {
        source: "generated",
        generator: "spiral",
        samples: 500,
        noise: 0.15,
        trainFraction: 0.7,
        validationFraction: 0,
        seed: 42,
      },
      features: ["x1", "x2", "x1Squared", "x1TimesX2", "sinX1"],
      network: {
        layers: [8, 6, 3, 1].map((units, at) => ({
          units,
          activation: at === 3 ? "tanh" : "relu",
          bias: true,
          dropout: 0,
        })),
        initializer: { type: "uniform", seed: 42 },
      },
      training: {
        loss: "squaredError",
        optimizer: { type: "sgd", learningRate: 0.003 },
        schedule: { type: "constant" },
        regularization: { type: "l2", rate: 0.01 },
        batchSize: 25,
        shuffle: "never",
        seed: 42,
      },
    });
    expect(view).toEqual({ showTestData: true, discretize: true, hideText: false, speed: 60 });
  });

  it("names the lesson whose task the page shows", () => {
    expect(decodeAddress("task=multilayer").view.task).toBe("multilayer");
    expect(decodeAddress("task=../../x").view.task).toBeUndefined();
    expect(encodeAddress(decodeAddress("dataset=xor&task=multilayer"))).toContain("task=multilayer");
  });

  it("reads the data set of the task", () => {
    expect(dataOf("problem=regression&regDataset=reg-gauss&dataset=spiral").generator).toBe("gaussians");
    expect(dataOf("problem=regression").generator).toBe("plane");
    expect(dataOf("problem=regression").samples).toBe(1200);
    expect(specOf("problem=regression").network.layers.at(-1)?.activation).toBe("linear");
    expect(dataOf("dataset=xorTable").generator).toBe("xorTable");
  });

  it("replaces invalid values by defaults and never fails", () => {
    expect(dataOf("noise=2000").noise).toBe(0.5);
    expect(dataOf("noise=-5").noise).toBe(0);
    expect(dataOf("noise=many").noise).toBe(0);
    expect(dataOf("noise=65").noise).toBe(0.65);
    expect(unitsOf("networkShape=8,8,8,8,8,8,8,8,8,8")).toHaveLength(10);
    expect(unitsOf("networkShape=")).toEqual([]);
    expect(unitsOf("networkShape=4,x,-2,0,1.5,3")).toEqual([4, 3]);
    expect(unitsOf(`networkShape=${Array(60).fill("2").join()}`)).toHaveLength(31);
    expect(unitsOf("networkShape=99999999")).toEqual([4096]);
    expect(specOf("learningRate=NaN").training.optimizer.learningRate).toBe(0.03);
    expect(specOf("learningRate=-1").training.optimizer.learningRate).toBe(0.03);
    expect(specOf("batchSize=0").training.batchSize).toBe(1);
    expect(specOf("batchSize=1e9").training.batchSize).toBe(4096);
    expect(specOf("activation=sine&dataset=mars&problem=life")).toEqual(defaultSpec());
    expect(dataOf("percTrainData=400").trainFraction).toBe(0.99);
    expect(specOf("x=false&y=false").features).toEqual(["x1", "x2"]);
    expect(specOf("=&&=x&%E0%A4%A&noise")).toEqual(defaultSpec());
    expect(specOf("spec=%%%")).toEqual(defaultSpec());
    expect(specOf("spec=bm90IGpzb24")).toEqual(defaultSpec());
    expect(specOf("toString=1&__proto__=2&dataset=constructor")).toEqual(defaultSpec());
  });

  it("maps a seed that is not an integer to the CRC-32 of its text", () => {
    expect(seedOfText("0.12345")).toBe(92197739);
    expect(seedOfText("7")).toBe(7);
    expect(seedOfText("-7")).toBe(seedOfText("-7"));
    expect(seedOfText("-7")).toBeGreaterThanOrEqual(0);
    expect(seedOfText("9007199254740993")).toBeLessThan(2 ** 32);
    expect(seedOfText("123456789")).toBe(123456789);
    expect(seedOfText("a word")).toBe(seedOfText("a word"));
    expect(seedOfText(undefined)).toBe(DEFAULT_SEED);
  });

  it("prefers spec= to single keys", () => {
    const spec = withUnits(defaultSpec(), 0, 7);
    const json = Buffer.from(JSON.stringify(spec)).toString("base64url");
    expect(specOf(`networkShape=2,2&spec=${json}`)).toEqual(spec);
  });

  it("reads a spec= without fields that have defaults", () => {
    const json = { data: { source: "generated", generator: "xor" }, network: { layers: [{ units: 1 }] } };
    const hash = `spec=${Buffer.from(JSON.stringify(json)).toString("base64url")}`;
    expect(dataOf(hash)).toMatchObject({ generator: "xor", samples: 500 });
    expect(unitsOf(hash)).toEqual([]);
  });
});

describe("Writing an address", () => {
  it("writes nothing for the default", () => {
    expect(written(defaultSpec())).toBe("");
  });

  it("writes the seed whenever it writes anything, so that a later default does not change it", () => {
    expect(written(withUnits(defaultSpec(), 1, 3))).toBe(`seed=${String(DEFAULT_SEED)}&networkShape=4,3`);
  });

  it.each([
    "dataset=spiral&noise=35&percTrainData=70&learningRate=0.1&regularization=L1&regularizationRate=0.003",
    "problem=regression&regDataset=reg-gauss&networkShape=&seed=9&trainSeed=12&shuffle=everyEpoch",
    "initZero=true&activation=sigmoid&batchSize=1&x=false&sinX=true&showTestData=true&lang=zh-CN&theme=dark",
    "networkShape=8,8,8,8,8,8,8,8,8,8&noise=5",
    "noise=55&percTrainData=10&cosX=true",
    "dataset=moons&noise=20",
    "dataset=threeBlobs&networkShape=6&activation=relu",
    "dataset=threeBlobs&activations=tanh,tanh,sigmoid&loss=squaredError",
    "optimizer=sgd&momentum=0.9&dropout=0.2&init=xavier&initSeed=5",
    "optimizer=adam&schedule=cosine&dropout=0.5,0&networkShape=3,2&init=he&trainSeed=8",
  ])("writes what was read: %s", (hash) => {
    const address = decodeAddress(hash);
    const again = encodeAddress(address);
    expect(again).not.toContain("spec=");
    expect(decodeAddress(again)).toEqual(address);
  });

  it("writes the stop conditions and skips invalid ones", () => {
    const { stop } = decodeAddress("stopEpochs=500&stopLoss=0.05&patience=20&maxSeconds=1.5");
    expect(stop).toEqual({ epochs: 500, targetTestLoss: 0.05, patience: 20, maxSeconds: 1.5 });
    expect(written(defaultSpec(), { stop: { patience: 20, maxSeconds: 1.5 } })).toBe(
      "patience=20&maxSeconds=1.5",
    );
    expect(decodeAddress("stopEpochs=0&stopLoss=-1&patience=2.5&maxSeconds=soon").stop).toBeUndefined();
  });

  it("writes whether Look inside is open", () => {
    expect(decodeAddress("lookInside=sample").lookInside).toBe("sample");
    expect(written(defaultSpec(), { lookInside: "batch" })).toBe("lookInside=batch");
    expect(decodeAddress("lookInside=all").lookInside).toBeUndefined();
    expect(written(defaultSpec())).toBe("");
  });

  it("writes which two of more columns are shown", () => {
    const spec = withClusters(defaultSpec(), { dimensions: 4 });
    const hash = written(spec, { columns: [2, 0] });
    expect(hash).toContain("&columns=3,1");
    expect(decodeAddress(hash).columns).toEqual([2, 0]);
    expect(written(spec, { columns: [0, 1] })).not.toContain("columns");
    expect(written(defaultSpec(), { columns: [2, 0] })).not.toContain("columns");
    for (const invalid of ["2,2", "0,1", "1", "1,2,3", "x,y", "1,1.5"]) {
      expect(decodeAddress(`columns=${invalid}`).columns).toBeUndefined();
    }
  });

  it("keeps unknown keys unchanged", () => {
    const address = decodeAddress("playButton_hide=true&seed=3&tutorial=a%20b&playButton_hide=false");
    expect(encodeAddress(address)).toBe("seed=3&playButton_hide=true&tutorial=a%20b&playButton_hide=false");
  });

  it("uses spec= if the keys cannot express the spec, and reads the same spec back", () => {
    const base = defaultSpec();
    const uneven = withUnits(base, 0, 3);
    const cases: TrainingSpec[] = [
      {
        ...base,
        network: { ...base.network, initializer: { type: "uniform", range: 2, seed: 77 } },
      },
      {
        ...base,
        network: { ...uneven.network, layers: uneven.network.layers.map((l) => ({ ...l, bias: false })) },
      },
      { ...base, data: { source: "inline", train: [{ x: [0, 1], y: 1 }], test: [] } },
    ];
    for (const spec of cases) {
      const hash = written(spec, { unknown: [["other", "1"]] });
      expect(hash).toMatch(/^spec=[\w-]+&other=1$/);
      expect(specOf(hash)).toEqual(spec);
    }
  });
});

describe("An edit of the spec", () => {
  it("keeps the order of features and the last feature", () => {
    const order = ["x1", "x2", "sinX1"];
    const more = withFeatureToggled(defaultSpec(), "sinX1", order);
    expect(more.features).toEqual(order);
    const one = withFeatureToggled(withFeatureToggled(more, "x1", order), "x2", order);
    expect(one.features).toEqual(["sinX1"]);
    expect(withFeatureToggled(one, "sinX1", order)).toBe(one);
  });

  it("changes data and output with the task, and back", () => {
    const regression = withTask(defaultSpec(), "regression");
    expect(regression.network.layers.at(-1)?.activation).toBe("linear");
    expect(withTask(regression, "classification")).toEqual(defaultSpec());
  });

  it("removes features that the server does not know", () => {
    const limits = { layers: 32, sweepJobs: 256, sweepAxes: 3 };
    const features = ["x1", "x2", "sinX1"];
    const catalog = { tasks: [], generators: [], features, ...NO_CHOICES, limits };
    expect(withinCatalog(specOf("cosX=true&sinX=true"), catalog).features).toEqual(features);
    expect(withinCatalog(specOf("x=false&y=false&cosX=true"), catalog).features).toEqual(["x1", "x2"]);
    const unchanged = specOf("sinX=true");
    expect(withinCatalog(unchanged, catalog)).toBe(unchanged);
  });

  it("uses the sample count of the catalogue", () => {
    const generators = [{ name: "xorTable", task: "classification" as const, samples: 4 }];
    const limits = { layers: 32, sweepJobs: 256, sweepAxes: 3 };
    const catalog = { tasks: [], generators, features: [], ...NO_CHOICES, limits };
    expect(withGenerator(defaultSpec(), "xorTable", catalog).data).toMatchObject({ samples: 4 });
  });
});
