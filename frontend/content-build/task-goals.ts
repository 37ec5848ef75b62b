import type { ContainerDirective } from "mdast-util-directive";
import { decodeAddress } from "../src/model/address/address";
import type { Block } from "../src/model/course/article";
import { presetsOf } from "../src/model/course/targets";
import { TASK_DEEDS, type TaskGoal } from "../src/model/course/task-goal";

/** Reads the attributes `goal` and `below` of `:::do`; without a goal, undefined. The data is that of the box's links. */
export function goalOf(
  { attributes }: ContainerDirective,
  children: readonly Block[],
  error: (error: string) => void,
): TaskGoal | undefined {
  const { goal, below, ...unknown } = attributes ?? {};
  for (const attribute of Object.keys(unknown)) error(`has an unknown attribute: do{${attribute}}`);
  if (below !== undefined && goal !== "testLoss") error(`has a task with below="…" but no goal="testLoss"`);
  if (goal === undefined || goal === null) return undefined;
  const deed = TASK_DEEDS.find((type) => type === goal);
  if (deed) return { type: deed };
  if (goal !== "testLoss") {
    error(`has the unknown goal ${goal}: choose ${[...TASK_DEEDS, "testLoss"].join(", ")}`);
    return undefined;
  }
  const loss = Number(below ?? "");
  if (!(loss > 0)) error(`has the goal testLoss without a positive number as below="…"`);
  const [generator, ...others] = new Set(presetsOf(children).map(generatorOf));
  if (others.length > 0) error(`has the goal testLoss in a task whose links open different data`);
  return { type: "testLoss", below: loss, generator: generator ?? "" };
}

function generatorOf(address: string): string {
  const { data } = decodeAddress(address).spec;
  return data.source === "generated" ? data.generator : data.source;
}
