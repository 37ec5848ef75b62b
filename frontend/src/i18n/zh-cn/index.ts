import type { Messages } from "../en";
import { choices } from "./choices";
import { data } from "./data";
import { fields } from "./fields";
import { hints } from "./hints";
import { network } from "./network";
import { notices } from "./notices";
import { output } from "./output";
import { page } from "./page";
import { past } from "./past";
import { pictures } from "./pictures";
import { sharing } from "./sharing";
import { training } from "./training";

export const zhCn: Messages = {
  ...page,
  ...sharing,
  ...pictures,
  ...training,
  ...fields,
  ...data,
  ...hints,
  ...network,
  ...output,
  ...notices,
  ...past,
  ...choices,
};
