import { hopfield as en } from "../en/labs/hopfield";
import { hopfield as zhCn } from "../zh-cn/labs/hopfield";

export const HOPFIELD = { en, "zh-CN": zhCn };
