import type { CompareTexts } from "../../i18n/compare";
import { choiceName, type Messages } from "../../i18n/messages";
import type { SettingName, SettingValue } from "../../model/experiment/setting";

/** The texts that name settings and their values. */
export interface SettingTexts {
  readonly messages: Messages;
  readonly compare: Pick<CompareTexts, "hiddenLayers" | "none">;
}

export function settingName({ messages, compare }: SettingTexts, name: SettingName): string {
  switch (name) {
    case "hiddenLayers":
      return compare.hiddenLayers;
    case "weightSeed":
      return messages["seed.weights"];
    case "generator":
      return messages.data;
    case "noise":
      return `${messages.noise} (%)`;
    case "trainFraction":
      return `${messages.trainFraction} (%)`;
    case "learningRate":
    case "activation":
    case "optimizer":
    case "batchSize":
    case "regularization":
    case "dropout":
    case "initializer":
    case "loss":
      return messages[name];
  }
}

export function settingValueText(
  { messages, compare }: SettingTexts,
  name: SettingName,
  value: SettingValue,
): string {
  switch (name) {
    case "activation":
      return String(value)
        .split(",")
        .map((each) => choiceName(messages, "activation", each))
        .join(", ");
    case "optimizer":
    case "initializer":
    case "loss":
    case "generator":
      return choiceName(messages, name, String(value));
    case "hiddenLayers":
      return value === "" ? compare.none : String(value).replaceAll(",", " + ");
    case "regularization": {
      const [type = "", rate] = String(value).split(" ");
      return [choiceName(messages, "regularization", type), rate].filter(Boolean).join(" ");
    }
    case "learningRate":
    case "weightSeed":
    case "noise":
    case "trainFraction":
    case "batchSize":
    case "dropout":
      return String(value);
  }
}
