import type { RootContent } from "mdast";
import type { ContainerDirective } from "mdast-util-directive";
import type { Block, ChoiceOption, GradedQuestion, Inline } from "../src/model/course/article";

/** How the compiler reads what is inside a question. */
export interface QuestionReader {
  readonly id: number;
  readonly blocks: (nodes: readonly RootContent[]) => readonly Block[];
  /** The text in the square brackets of a directive. */
  readonly label: (node: ContainerDirective) => readonly Inline[];
  readonly error: (error: string) => void;
}

/** The name of every directive that is a question. */
export const QUESTIONS: readonly string[] = ["choice", "number"] satisfies GradedQuestion["type"][];

/** Compiles `::::choice` and `::::number`, and reports what a question lacks. */
export function questionOf(node: ContainerDirective, reader: QuestionReader): GradedQuestion {
  return node.name === "choice" ? choiceOf(node, reader) : numberOf(node, reader);
}

function choiceOf(node: ContainerDirective, reader: QuestionReader): GradedQuestion {
  const name = `the choice ${String(reader.id)}`;
  const [prompt, parts] = promptAndParts(node, ["option"], name, reader);
  const options = parts.map((part, at): ChoiceOption => {
    const label = reader.label(part);
    const feedback = reader.blocks(withoutLabel(part));
    const option = `${name} has an option ${String(at + 1)}`;
    checkAttributes(part, ["right"], name, reader);
    if (label.length === 0) reader.error(`${option} without text in square brackets`);
    if (label.some(isLink)) reader.error(`${option} that contains a link`);
    if (feedback.length === 0) reader.error(`${option} without feedback`);
    return { label, right: part.attributes?.["right"] !== undefined, feedback };
  });
  const right = options.filter((option) => option.right).length;
  if (options.length < 2) reader.error(`${name} has fewer than two options`);
  if (right !== 1) reader.error(`${name} has ${String(right)} right options, and must have one`);
  checkAttributes(node, [], name, reader);
  return { type: "choice", id: reader.id, prompt, options };
}

function numberOf(node: ContainerDirective, reader: QuestionReader): GradedQuestion {
  const name = `the number ${String(reader.id)}`;
  const [prompt, parts] = promptAndParts(node, ["right", "wrong"], name, reader);
  const answer = numberIn(node, "answer");
  const tolerance = node.attributes?.["tolerance"] === undefined ? 0 : numberIn(node, "tolerance");
  if (answer === undefined) reader.error(`${name} has no answer="…" that is a number`);
  if (tolerance === undefined || tolerance < 0) reader.error(`${name} has a tolerance that is not a number`);
  checkAttributes(node, ["answer", "tolerance"], name, reader);
  const feedbackOf = (part: ContainerDirective) => {
    checkAttributes(part, part.name === "wrong" ? ["is"] : [], name, reader);
    const feedback = reader.blocks(withoutLabel(part));
    if (feedback.length === 0) reader.error(`${name} has a :::${part.name} without text`);
    return feedback;
  };
  const onlyPart = (title: string, matches: (part: ContainerDirective) => boolean) => {
    const found = parts.filter(matches);
    if (found.length !== 1) reader.error(`${name} has ${String(found.length)} ${title}, and must have one`);
    return found.flatMap(feedbackOf);
  };
  const isMistake = (part: ContainerDirective) => part.attributes?.["is"] !== undefined;
  const mistakes = parts.filter(isMistake).map((part) => {
    const is = numberIn(part, "is");
    if (is === undefined) reader.error(`${name} has a :::wrong whose is="…" is not a number`);
    else if (Math.abs(is - (answer ?? Number.NaN)) <= (tolerance ?? 0))
      reader.error(`${name} calls the right number ${String(is)} wrong`);
    return { is: is ?? 0, feedback: feedbackOf(part) };
  });
  return {
    type: "number",
    id: reader.id,
    prompt,
    answer: answer ?? 0,
    tolerance: tolerance ?? 0,
    right: onlyPart(":::right", ({ name: part }) => part === "right"),
    mistakes,
    wrong: onlyPart(":::wrong without is", (part) => part.name === "wrong" && !isMistake(part)),
  };
}

/** The paragraphs before the first part, and the parts. */
function promptAndParts(
  node: ContainerDirective,
  names: readonly string[],
  name: string,
  reader: QuestionReader,
): readonly [readonly Block[], readonly ContainerDirective[]] {
  const isPart = (child: RootContent): child is ContainerDirective =>
    child.type === "containerDirective" && names.includes(child.name);
  const at = node.children.findIndex(isPart);
  const prompt = at < 0 ? node.children : node.children.slice(0, at);
  const rest = node.children.slice(prompt.length);
  if (prompt.length === 0) reader.error(`${name} asks nothing`);
  if (!rest.every(isPart)) reader.error(`${name} has text between or after its :::${names.join(", :::")}`);
  return [reader.blocks(prompt), rest.filter(isPart)];
}

function checkAttributes(
  node: ContainerDirective,
  known: readonly string[],
  name: string,
  reader: QuestionReader,
): void {
  for (const attribute of Object.keys(node.attributes ?? {})) {
    if (!known.includes(attribute))
      reader.error(`${name} has an unknown attribute: ${node.name}{${attribute}}`);
  }
}

function numberIn(node: ContainerDirective, attribute: string): number | undefined {
  const text = node.attributes?.[attribute] ?? "";
  return text !== "" && Number.isFinite(Number(text)) ? Number(text) : undefined;
}

/** An option is a button, in which nothing else can be pressed. */
function isLink(inline: Inline): boolean {
  if (typeof inline === "string") return false;
  if (inline.type === "strong" || inline.type === "emphasis") return inline.children.some(isLink);
  return inline.type === "link" || inline.type === "act";
}

function withoutLabel(node: ContainerDirective): readonly RootContent[] {
  return node.children.filter((child) => !isLabel(child));
}

/** Whether a node is the text in the square brackets of the directive around it. */
export function isLabel(node: RootContent): boolean {
  return node.type === "paragraph" && node.data !== undefined && "directiveLabel" in node.data;
}
