import { neocognitron as en } from "../en/labs/neocognitron";
import { neocognitron as zhCn } from "../zh-cn/labs/neocognitron";

export const NEOCOGNITRON = { en, "zh-CN": zhCn };
