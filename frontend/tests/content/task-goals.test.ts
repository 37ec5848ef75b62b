import { describe, expect, it } from "vitest";
import { compile } from "../../content-build/compile";
import { errorsOf, type Texts } from "../../content-build/check";
import { playgroundTask } from "../../src/model/course/targets";

const FRONT = "---\ntitle: T\nsummary: S\norder: 1\nchapter: history\n---\n\n";
const SPIRAL = "Solve [the spiral](playground:dataset=spiral).";

function compiled(body: string) {
  return compile("first", `${FRONT}${body}\n`);
}

function texts(body: string): Texts {
  return { lessons: new Map([["first", compiled(body)]]), labs: new Map() };
}

function errors(en: string, zh?: string): readonly string[] {
  const languages = new Map([
    ["en", texts(en)],
    ...(zh === undefined ? [] : [["zh-CN", texts(zh)] as const]),
  ]);
  return errorsOf(languages, { labs: [], exercises: [], figures: [], actions: {} });
}

describe("The goal of a task", () => {
  it("is a test loss on the data that the links of the task open", () => {
    const { article } = compiled(`:::do{goal="testLoss" below="0.05"}\n${SPIRAL}\n:::`);
    expect(playgroundTask(article)?.goal).toEqual({ type: "testLoss", below: 0.05, generator: "spiral" });
  });

  it("is something that the reader does", () => {
    const { article } = compiled(`:::do{goal="look"}\n${SPIRAL}\n:::`);
    expect(playgroundTask(article)?.goal).toEqual({ type: "look" });
  });

  it.each([
    ['goal="telepathy"', "has the unknown goal telepathy: choose play, look, gradients, backward, testLoss."],
    ['goal="testLoss"', 'has the goal testLoss without a positive number as below="…".'],
    ['goal="testLoss" below="low"', 'has the goal testLoss without a positive number as below="…".'],
    ['goal="play" below="1"', 'has a task with below="…" but no goal="testLoss".'],
    ['gaol="play"', "has an unknown attribute: do{gaol}."],
  ])("is an error of the build: %s", (attributes, error) => {
    expect(errors(`:::do{${attributes}}\n${SPIRAL}\n:::`)).toEqual([`en/first.md ${error}`]);
  });

  it("cannot be a test loss if the links open different data", () => {
    const body = `:::do{goal="testLoss" below="0.05"}\n${SPIRAL} [XOR](playground:dataset=xor)\n:::`;
    expect(errors(body)).toEqual([
      "en/first.md has the goal testLoss in a task whose links open different data.",
    ]);
  });

  it("belongs to the task that the playground shows", () => {
    const second = `:::do\n${SPIRAL}\n:::\n\n:::do{goal="play"}\n${SPIRAL}\n:::`;
    expect(errors(second)).toEqual([expect.stringContaining("the playground does not show")]);
    expect(errors(':::do{goal="play"}\nPress a key.\n:::')).toHaveLength(1);
  });

  it("is the same in every language", () => {
    const body = (below: string) => `:::do{goal="testLoss" below="${below}"}\n${SPIRAL}\n:::`;
    expect(errors(body("0.05"), body("0.05"))).toEqual([]);
    expect(errors(body("0.05"), body("0.5"))).toEqual(["zh-CN/first.md has other blocks than en/first.md."]);
  });
});

describe("The task that the playground shows", () => {
  it("is the first one with a playground link", () => {
    const { article } = compiled(`:::do\nPress a key.\n:::\n\n:::do\n${SPIRAL}\n:::`);
    expect(JSON.stringify(playgroundTask(article))).toContain("the spiral");
  });

  it("is missing in a lesson whose tasks stay on its page", () => {
    expect(playgroundTask(compiled(":::do\nPress a key.\n:::").article)).toBeUndefined();
  });
});
