// @vitest-environment happy-dom
import { h } from "preact";
import { act } from "preact/test-utils";
import { describe, expect, it } from "vitest";
import type { Article, Block } from "../../src/model/course/article";
import { AnsweredQuestions } from "../../src/views/course/questions/answered";
import { QuestionView } from "../../src/views/course/questions/question-view";
import { TextInlines } from "../../src/views/course/text-inlines";
import { coursePage, press, rendered } from "./course-page";

function words(text: string): readonly Block[] {
  return [{ type: "paragraph", children: [text] }];
}

const CHOICE = {
  type: "choice",
  id: 1,
  prompt: words("Which gate?"),
  options: [
    { label: ["OR"], right: false, feedback: words("One line is enough.") },
    { label: ["XOR"], right: true, feedback: words("Two lines.") },
  ],
} as const;

const NUMBER = {
  type: "number",
  id: 2,
  prompt: words("How steep?"),
  answer: 0.25,
  tolerance: 0.005,
  right: words("At 0."),
  mistakes: [{ is: 0.5, feedback: words("That is the value.") }],
  wrong: words("Use the derivative."),
} as const;

/** Renders paragraphs without formulas and links. */
function Words({ blocks }: { readonly blocks: readonly Block[] }) {
  return blocks.map((block) =>
    block.type === "paragraph" ? h("p", null, h(TextInlines, { inlines: block.children })) : null,
  );
}

const ARTICLE: Article = { slug: "first", title: "T", summary: "S", blocks: [CHOICE, NUMBER] };

async function lesson(page = coursePage()) {
  return rendered(page, [
    h(QuestionView, { question: CHOICE, words: Words }),
    h(QuestionView, { question: NUMBER, words: Words }),
    h(AnsweredQuestions, { article: ARTICLE }),
  ]);
}

async function type(root: HTMLElement, text: string): Promise<void> {
  const input = root.querySelector("input");
  if (!input) throw new Error("There is no field.");
  await act(() => {
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await press(root, "[data-action=check]");
}

function status(root: HTMLElement, question: number): string {
  return root.querySelector(`[data-question="${String(question)}"] [role=status]`)?.textContent ?? "";
}

describe("A multiple choice", () => {
  it("tells at once whether the option is right, and why", async () => {
    const root = await lesson();
    expect(status(root, 1)).toBe("");
    await press(root, "[data-option='0']");
    expect(status(root, 1)).toBe("Not right.One line is enough.");
    expect(root.querySelector("[data-option='0']")?.getAttribute("aria-pressed")).toBe("true");
    await press(root, "[data-option='1']");
    expect(status(root, 1)).toBe("Right.Two lines.");
    expect(root.querySelector("[data-option='0']")?.getAttribute("aria-pressed")).toBe("false");
  });

  it("can be answered again, with the focus on its first option", async () => {
    const root = await lesson();
    await press(root, "[data-option='1']");
    await press(root, "[data-question='1'] [data-action=retry]");
    expect(status(root, 1)).toBe("");
    expect(document.activeElement).toBe(root.querySelector("[data-option='0']"));
  });
});

describe("A question for a number", () => {
  it("gives the feedback of a usual mistake, a hint for other numbers, and accepts fractions", async () => {
    const root = await lesson();
    await type(root, "0.5");
    expect(status(root, 2)).toBe("Not right.That is the value.");
    await type(root, "7");
    expect(status(root, 2)).toBe("Not right.Use the derivative.");
    await type(root, "１／４");
    expect(status(root, 2)).toBe("Right.At 0.");
  });

  it("says that words are not a number", async () => {
    const root = await lesson();
    await type(root, "steep");
    expect(status(root, 2)).toContain("This is not a number.");
  });
});

describe("A lesson", () => {
  it("counts the questions that are answered right", async () => {
    const root = await lesson();
    const count = () => root.querySelector(".answered")?.textContent;
    expect(count()).toBe("0 of 2 questions answered right");
    await press(root, "[data-option='0']");
    expect(count()).toBe("0 of 2 questions answered right");
    await press(root, "[data-option='1']");
    expect(count()).toBe("1 of 2 questions answered right");
  });

  it("shows the answers that were given before, in the other language too", async () => {
    const page = coursePage("zh-CN");
    page.answers.give("lessons/first 1", "1");
    page.answers.give("lessons/first 2", "0.5");
    const root = await lesson(page);
    expect(status(root, 1)).toContain("正确。");
    expect(root.querySelector("input")?.value).toBe("0.5");
    expect(root.querySelector(".answered")?.textContent).toBe("2 道题中答对 1 道");
  });
});

describe("A sentence that drives a lab", () => {
  it.each(["click", "Enter", " "])(
    "asks for its action on %j, and moves the focus to the lab",
    async (how) => {
      const page = coursePage();
      const lab = document.createElement("section");
      lab.id = "lab-perceptron";
      lab.tabIndex = -1;
      document.body.append(lab);
      const root = await rendered(
        page,
        h(TextInlines, {
          inlines: [{ type: "act", lab: "perceptron", action: "start", children: ["Begin"] }],
        }),
      );
      const sentence = root.querySelector<HTMLElement>("[role=button]");
      await act(() => {
        if (how === "click") sentence?.click();
        else sentence?.dispatchEvent(new KeyboardEvent("keydown", { key: how, bubbles: true }));
      });
      expect(page.labRequest.value).toEqual({ lab: "perceptron", action: "start" });
      expect(document.activeElement).toBe(lab);
      lab.remove();
    },
  );
});
