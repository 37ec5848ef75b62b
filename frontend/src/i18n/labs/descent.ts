import { descent as en } from "../en/labs/descent";
import { descent as zhCn } from "../zh-cn/labs/descent";

export const DESCENT = { en, "zh-CN": zhCn };
