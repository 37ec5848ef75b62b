import { describe, expect, it } from "vitest";
import type { ProgressStorage } from "../../src/state/progress/progress";
import { QuestionAnswers } from "../../src/state/progress/question-answers";

function memory(initial: string | null = null): ProgressStorage {
  let kept = initial;
  return { read: () => kept, write: (text) => (kept = text) };
}

describe("The answers to graded questions", () => {
  it("are read again by the next page of the tab", () => {
    const storage = memory();
    const answers = new QuestionAnswers(storage);
    answers.give("lessons/neuron 1", "0");
    answers.give("lessons/neuron 2", "1/4");
    answers.give("lessons/neuron 1", undefined);
    expect([...new QuestionAnswers(storage).given.value]).toEqual([["lessons/neuron 2", "1/4"]]);
  });

  it.each(["[", "7", "null", '{"a": 1}'])("ignore %s in the storage", (text) => {
    expect(new QuestionAnswers(memory(text)).given.value.size).toBe(0);
  });

  it("last as long as the page if storage is blocked", () => {
    const refuse = () => {
      throw new Error("blocked");
    };
    const answers = new QuestionAnswers({ read: refuse, write: refuse });
    answers.give("a 1", "2");
    expect(answers.given.value.get("a 1")).toBe("2");
  });
});
