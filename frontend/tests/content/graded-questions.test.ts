import { describe, expect, it } from "vitest";
import { compile } from "../../content-build/compile";
import { errorsOf } from "../../content-build/check";

const CHOICE = `::::choice
Which gate needs **two** lines?

:::option[OR]
One line is enough.
:::

:::option[XOR, that is $x_1 \\ne x_2$]{right}
Its classes are diagonally opposite.
:::
::::`;

const NUMBER = `::::number{answer="0.25" tolerance="0.005"}
The largest slope of the sigmoid?

:::right
At $z = 0$.
:::

:::wrong{is="0.5"}
That is its value there.
:::

:::wrong
Set $z = 0$ in the derivative.
:::
::::`;

function compiled(body: string) {
  return compile("first", `---\ntitle: T\nsummary: S\norder: 1\nchapter: history\n---\n\n${body}\n`);
}

const ACTIONS = { perceptron: ["start", "two-lines"], neuron: [] };
const KNOWN = { labs: [], exercises: [], figures: [], actions: ACTIONS };

function translationErrors(en: string, zh: string): readonly string[] {
  const texts = (body: string) => ({ lessons: new Map([["first", compiled(body)]]), labs: new Map() });
  return errorsOf(
    new Map([
      ["en", texts(en)],
      ["zh-CN", texts(zh)],
    ]),
    KNOWN,
  );
}

describe("A multiple choice", () => {
  it("is compiled to its prompt and options", () => {
    const { article, errors } = compiled(CHOICE);
    expect(errors).toEqual([]);
    expect(article.blocks).toEqual([
      {
        type: "choice",
        id: 1,
        prompt: [
          {
            type: "paragraph",
            children: ["Which gate needs ", { type: "strong", children: ["two"] }, " lines?"],
          },
        ],
        options: [
          {
            label: ["OR"],
            right: false,
            feedback: [{ type: "paragraph", children: ["One line is enough."] }],
          },
          {
            label: ["XOR, that is ", { type: "formula", tex: "x_1 \\ne x_2" }],
            right: true,
            feedback: [{ type: "paragraph", children: ["Its classes are diagonally opposite."] }],
          },
        ],
      },
    ]);
  });

  it.each([
    [CHOICE.replace("{right}", ""), "the choice 1 has 0 right options, and must have one"],
    [CHOICE.replace("[OR]", "[OR]{right}"), "the choice 1 has 2 right options, and must have one"],
    [CHOICE.replace("[OR]", "[OR]{wrong}"), "the choice 1 has an unknown attribute: option{wrong}"],
    [CHOICE.replace("[OR]", ""), "the choice 1 has an option 1 without text in square brackets"],
    [CHOICE.replace("[OR]", "[[OR](lab:neuron)]"), "the choice 1 has an option 1 that contains a link"],
    [CHOICE.replace("One line is enough.", ""), "the choice 1 has an option 1 without feedback"],
    [CHOICE.replace("Which gate needs **two** lines?", ""), "the choice 1 asks nothing"],
    [CHOICE.replace(/:::option\[OR\][^:]*:::/, ""), "the choice 1 has fewer than two options"],
    [CHOICE.replace(/\n::::$/, "\nMore.\n::::"), "the choice 1 has text between or after its :::option"],
  ])("is reported if it is incomplete: %s", (body, error) => {
    expect(compiled(body).errors).toContain(`has an error: ${error}`);
  });
});

describe("A question for a number", () => {
  it("is compiled to its answer, its mistakes and its feedback", () => {
    const { article, errors } = compiled(`${CHOICE}\n\n${NUMBER}`);
    expect(errors).toEqual([]);
    expect(article.blocks[1]).toMatchObject({
      type: "number",
      id: 2,
      answer: 0.25,
      tolerance: 0.005,
      mistakes: [{ is: 0.5, feedback: [{ children: ["That is its value there."] }] }],
    });
  });

  it.each([
    [NUMBER.replace('answer="0.25" ', ""), 'the number 1 has no answer="…" that is a number'],
    [NUMBER.replace("0.25", "a quarter"), 'the number 1 has no answer="…" that is a number'],
    [NUMBER.replace("0.005", "-1"), "the number 1 has a tolerance that is not a number"],
    [NUMBER.replace('"0.5"', '"half"'), 'the number 1 has a :::wrong whose is="…" is not a number'],
    [NUMBER.replace('"0.5"', '"0.251"'), "the number 1 calls the right number 0.251 wrong"],
    [NUMBER.replace(":::right", ":::wrong"), "the number 1 has 0 :::right, and must have one"],
    [NUMBER.replace('{is="0.5"}', ""), "the number 1 has 2 :::wrong without is, and must have one"],
    [NUMBER.replace("tolerance", "precision"), "the number 1 has an unknown attribute: number{precision}"],
  ])("is reported if it is incomplete: %s", (body, error) => {
    expect(compiled(body).errors).toContain(`has an error: ${error}`);
  });
});

describe("A graded question in two languages", () => {
  it("has the same right option and the same numbers", () => {
    const other = CHOICE.replace("{right}", "").replace("[OR]", "[OR]{right}");
    expect(translationErrors(CHOICE, CHOICE)).toEqual([]);
    expect(translationErrors(CHOICE, other)).toEqual(["zh-CN/first.md has other blocks than en/first.md."]);
    expect(translationErrors(NUMBER, NUMBER.replace('"0.5"', '"0.4"'))).toEqual([
      "zh-CN/first.md has other blocks than en/first.md.",
    ]);
  });
});

describe("A sentence that drives a lab", () => {
  const errors = (body: string) =>
    errorsOf(
      new Map([
        [
          "en",
          {
            lessons: new Map([["first", compiled(body)]]),
            labs: new Map([["perceptron", compiled("[Begin](act:perceptron/start).")]]),
          },
        ],
      ]),
      { ...KNOWN, labs: ["perceptron"] },
    );
  const lab = '::lab{slug="perceptron"}';

  it("is accepted beside its lab and in the lab's own text", () => {
    expect(errors(`[Begin](act:perceptron/start).\n\n${lab}`)).toEqual([]);
  });

  it.each([
    ["act:perceptron/fly", "has the unknown action fly of the lab perceptron, which has start, two-lines."],
    ["act:neuron/start", "has the unknown action start of the lab neuron, which has none."],
    ["act:telepathy/start", "has an action of the unknown lab telepathy."],
    ["act:perceptron", "links to act:perceptron, which is not part of the course."],
  ])("is reported if the page does not know %s", (url, error) => {
    expect(errors(`:::do\n- **[Begin](${url})**\n:::\n\n${lab}`)).toContain(`en/first.md ${error}`);
  });

  it("is reported if its lab is not on the page", () => {
    expect(errors("[Begin](act:perceptron/start).")).toContain(
      'en/first.md has an action of the lab perceptron, which is not shown on its page: add ::lab{slug="perceptron"}.',
    );
  });

  it("has the same actions in every language", () => {
    const of = (action: string) => `[Begin](act:perceptron/${action}).\n\n${lab}`;
    expect(translationErrors(of("start"), of("two-lines"))).toContain(
      "zh-CN/first.md has other actions than en/first.md.",
    );
  });
});

describe("A box of a lesson", () => {
  it.each(["pitfall", "remember", "sources", "note"])("can be :::%s", (name) => {
    const { article, errors } = compiled(`:::${name}\nText.\n:::`);
    expect(errors).toEqual([]);
    expect(article.blocks).toEqual([{ type: name, children: [{ type: "paragraph", children: ["Text."] }] }]);
  });
});
