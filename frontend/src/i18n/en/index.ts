import { choices } from "./choices";
import { data } from "./data";
import { fields } from "./fields";
import { hints } from "./hints";
import { network } from "./network";
import { notices } from "./notices";
import { output } from "./output";
import { page } from "./page";
import { pictures } from "./pictures";
import { training } from "./training";

/** The page's words in English, by area. Every other language has the same keys: the compiler and a test hold them together. */
export const en = {
  ...page,
  ...pictures,
  ...training,
  ...fields,
  ...data,
  ...hints,
  ...network,
  ...output,
  ...notices,
  ...choices,
};

export type Messages = Readonly<typeof en>;
