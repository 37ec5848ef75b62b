import { bTypeMachine as en } from "../en/labs/b-type-machine";
import { bTypeMachine as zhCn } from "../zh-cn/labs/b-type-machine";

export const B_TYPE_MACHINE = { en, "zh-CN": zhCn };
