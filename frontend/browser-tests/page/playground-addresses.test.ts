import { describe, expect } from "vitest";
import { LANGUAGES } from "../../src/i18n/messages";
import { HIDDEN_BY_FLAG } from "../support/hidden-by-flag";
import { it as base } from "../support/fixtures";
import type { User } from "../support/user";

let user: User;

/** TensorFlow Playground's address of its own defaults. */
const ITS_OWN =
  "activation=tanh&batchSize=10&dataset=circle&regDataset=reg-plane&learningRate=0.03&regularizationRate=0&noise=0" +
  "&networkShape=4,2&seed=0.12345&showTestData=false&discretize=false&percTrainData=50&x=true&y=true&xTimesY=false" +
  "&xSquared=false&ySquared=false&cosX=false&sinX=false&cosY=false&sinY=false&collectStats=false" +
  "&problem=classification&initZero=false&hideText=false";

interface Spec {
  readonly task: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly features: readonly string[];
  readonly network: {
    readonly layers: readonly { readonly units: number; readonly activation: string }[];
    readonly initializer: Readonly<Record<string, unknown>>;
  };
  readonly training: {
    readonly optimizer: { readonly learningRate: number };
    readonly regularization: Readonly<Record<string, unknown>>;
    readonly batchSize: number;
  };
}

const it = base.extend("trained", ({ opens }, { onCleanup }) => {
  onCleanup(() => {
    expect(user.rejected).toEqual([]);
  });
  /** Opens the address and returns the spec that the server trains. */
  return async (address: string): Promise<Spec> => {
    user = await opens(`#${address}`);
    return (await user.job())["spec"] as Spec;
  };
});

async function trains(): Promise<void> {
  await user.page.keyboard.press(" ");
  expect(await user.sees("epoch", (epoch) => epoch > 3)).toBe(true);
}

describe("An address of TensorFlow Playground is read correctly", () => {
  it("its own defaults, with a seed that is not an integer", async ({ trained }) => {
    const { data, network, training, features } = await trained(ITS_OWN);
    expect(data).toMatchObject({ generator: "circle", noise: 0, trainFraction: 0.5, seed: 92197739 });
    expect(network.initializer).toMatchObject({ type: "uniform", range: 0.5, bias: 0.1, seed: 92197739 });
    expect(network.layers.map(({ units }) => units)).toEqual([4, 2, 1]);
    expect([training.optimizer.learningRate, training.batchSize, features]).toEqual([0.03, 10, ["x1", "x2"]]);
    await trains();
  });

  it("a spiral with every feature, ReLU and L2", async ({ trained }) => {
    const spec = await trained(
      "dataset=spiral&activation=relu&regularization=L2&regularizationRate=0.003&networkShape=8,8,8&noise=25&percTrainData=70" +
        "&x=true&y=true&xSquared=true&ySquared=true&xTimesY=true&sinX=true&sinY=true&seed=7",
    );
    expect(spec.data).toMatchObject({ generator: "spiral", noise: 0.25, trainFraction: 0.7, seed: 7 });
    expect(spec.features).toHaveLength(7);
    expect(spec.network.layers.slice(0, 3).map(({ activation }) => activation)).toEqual([
      "relu",
      "relu",
      "relu",
    ]);
    expect(spec.training.regularization).toEqual({ type: "l2", rate: 0.003 });
    await trains();
  });

  it.for(Object.entries(LANGUAGES))(
    "ten layers of eight, more than either page offers, in %s",
    async ([language, text], { trained }) => {
      const spec = await trained(`lang=${language}&networkShape=8,8,8,8,8,8,8,8,8,8`);
      expect(spec.network.layers).toHaveLength(11);
      expect(await user.page.locator("[data-layer='9']").count()).toBe(8);
      expect(await user.page.getByRole("button", { name: text.addLayer }).isDisabled()).toBe(true);
      await trains();
    },
  );

  it("a noise of 2000, read as 50", async ({ trained }) => {
    expect((await trained("noise=2000")).data).toMatchObject({ noise: 0.5 });
    expect(await user.page.inputValue("[data-field=noise] input[type=range]")).toBe("50");
  });

  it("a noise of 65, beyond the slider", async ({ trained }) => {
    expect((await trained("noise=65")).data).toMatchObject({ noise: 0.65 });
    expect(await user.page.inputValue("[data-field=noise] input[type=range]")).toBe("65");
  });

  it("a regression on peaks", async ({ trained }) => {
    const spec = await trained("problem=regression&regDataset=reg-gauss&batchSize=30&learningRate=0.1");
    expect([spec.task, spec.data["generator"], spec.training.batchSize]).toEqual([
      "regression",
      "gaussians",
      30,
    ]);
    expect(spec.network.layers.at(-1)?.activation).toBe("linear");
    await trains();
  });

  it("unknown keys, kept while other settings change", async ({ trained }) => {
    expect(
      (await trained("lang=en&tutorial=x%20y&collectStats=true&foo=bar&dataset=xor")).data,
    ).toMatchObject({
      generator: "xor",
    });
    await user.chooses("activation", "ReLU");
    await user.page.waitForTimeout(500);
    expect(user.page.url()).toContain("tutorial=x%20y&collectStats=true&foo=bar");
  });

  it("every hide flag at once: each control is hidden, keeps its value and stays in effect", async ({
    trained,
  }) => {
    const flags = Object.keys(HIDDEN_BY_FLAG).map((key) => `${key}_hide=true`);
    const spec = await trained(
      `lang=en&learningRate=0.1&noise=20&discretize=true&showTestData=true&${flags.join("&")}`,
    );
    for (const selector of Object.values(HIDDEN_BY_FLAG).flat()) {
      expect([selector, await user.page.locator(selector).first().isVisible()]).toEqual([selector, false]);
    }
    expect(spec.training.optimizer.learningRate).toBe(0.1);
    expect(spec.data).toMatchObject({ noise: 0.2 });
    expect(await user.page.getByLabel("Discretize output").isChecked()).toBe(true);
    await trains();
    expect(user.page.url()).toContain("batchSize_hide=true");
  });

  it("hidden features, which are removed from the network as there", async ({ trained }) => {
    const { features } = await trained("lang=en&x_hide=true&y_hide=true&xSquared=true&ySquared=true");
    expect(features).toEqual(["x1Squared", "x2Squared"]);
    expect(await user.page.getByRole("button", { name: "Feature x₁", exact: true }).count()).toBe(0);
    await trains();
  });

  it("weights of zero", async ({ trained }) => {
    expect((await trained("initZero=true&dataset=gauss")).network.initializer).toMatchObject({
      type: "zeros",
    });
    expect(await user.parameters()).not.toMatch(/[1-9]/);
  });

  it("the page without its texts", async ({ trained }) => {
    await trained("hideText=true&dataset=xor");
    expect(await user.page.locator(".page-header").isVisible()).toBe(false);
    expect(await user.page.locator(".article").count()).toBe(0);
    await trains();
  });

  it("invalid values, each replaced by its default", async ({ trained }) => {
    const spec = await trained(
      "learningRate=fast&regularization=L7&activation=step&dataset=mars&percTrainData=400&batchSize=0&networkShape=4,x,-2,3&x=maybe&y=false",
    );
    expect(spec.training).toMatchObject({
      optimizer: { learningRate: 0.03 },
      regularization: { type: "none" },
      batchSize: 1,
    });
    expect(spec.data).toMatchObject({ generator: "circle", trainFraction: 0.99 });
    expect(spec.network.layers.map(({ units }) => units)).toEqual([4, 3, 1]);
    expect(spec.features).toEqual(["x1", "x2"]);
  });
});
