import { describe, expect, it } from "vitest";
import { decodeAddress } from "../../../src/model/address/address";
import { FIRST_PLAY, invitesToPlay, rememberFirstPlay } from "../../../src/state/progress/first-play";
import { NO_STORAGE, Progress } from "../../../src/state/progress/progress";
import { openPage } from "../opened-page";

function emptyProgress(): Progress {
  return new Progress(NO_STORAGE);
}

describe("The invitation to play", () => {
  it.each(["", "lang=zh-CN&theme=dark", "seed=1&dataset=circle&networkShape=4,2"])(
    "is shown with the default network: #%s",
    (address) => {
      expect(invitesToPlay(decodeAddress(address), emptyProgress())).toBe(true);
    },
  );

  it.each([
    "dataset=xor",
    "hideText=true",
    "playButton_hide=true",
    "job=4711",
    "networkShape=8,8",
    "task=neuron",
  ])("is not shown with an address that says what to do or what to hide: #%s", (address) => {
    expect(invitesToPlay(decodeAddress(address), emptyProgress())).toBe(false);
  });

  it("is not shown again after the first play", async () => {
    const { store, actions } = await openPage();
    const progress = emptyProgress();
    rememberFirstPlay(store, progress);
    expect(progress.done.value.has(FIRST_PLAY)).toBe(false);
    actions.togglePlay();
    expect(progress.done.value.has(FIRST_PLAY)).toBe(true);
    expect(invitesToPlay(decodeAddress(""), progress)).toBe(false);
  });
});
