import { beliefNet as en } from "../en/labs/belief-net";
import { beliefNet as zhCn } from "../zh-cn/labs/belief-net";

export const BELIEF_NET = { en, "zh-CN": zhCn };
