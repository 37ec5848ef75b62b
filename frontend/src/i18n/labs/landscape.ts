import { landscape as en } from "../en/labs/landscape";
import { landscape as zhCn } from "../zh-cn/labs/landscape";

export const LANDSCAPE = { en, "zh-CN": zhCn };
