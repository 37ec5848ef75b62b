import { recurrence as en } from "../en/labs/recurrence";
import { recurrence as zhCn } from "../zh-cn/labs/recurrence";

export const RECURRENCE = { en, "zh-CN": zhCn };
