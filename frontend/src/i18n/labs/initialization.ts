import { initialization as en } from "../en/labs/initialization";
import { initialization as zhCn } from "../zh-cn/labs/initialization";

export const INITIALIZATION = { en, "zh-CN": zhCn };
