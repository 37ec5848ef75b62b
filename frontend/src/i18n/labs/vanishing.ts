import { vanishing as en } from "../en/labs/vanishing";
import { vanishing as zhCn } from "../zh-cn/labs/vanishing";

export const VANISHING = { en, "zh-CN": zhCn };
