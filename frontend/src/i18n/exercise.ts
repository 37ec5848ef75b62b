import { exercise as en } from "./en/parts/exercise";
import { exercise as zhCn } from "./zh-cn/parts/exercise";

export const EXERCISE_TEXTS = { en, "zh-CN": zhCn };
