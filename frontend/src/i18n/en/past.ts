/** The time line, and branches of a run. */
export const past = {
  timeLine: "Time line",
  timeLineHint: "All epochs of this run. Drag it back and see the network as it was.",
  timeLinePresent: (epoch: string) => `The present, epoch ${epoch}`,
  timeLineAt: (epoch: string, last: string, train: string, test: string | undefined) =>
    `Epoch ${epoch} of ${last}, training loss ${train}${test === undefined ? "" : `, test loss ${test}`}`,
  changedTo: (setting: string, value: string) => `${setting} ${value} from here`,
  changedParameters: "Weights changed by hand",

  pastView: "The past",
  pastShown: "You see the past.",
  pastLocked: "Settings and weights cannot be changed there.",
  pastEpoch: (epoch: string, last: string) => `Epoch ${epoch} of ${last}`,
  pastBackward: "Play the past backward",
  pastForward: "Play the past forward",
  pastPause: "Stop playing the past",
  pastSpeed: "Speed of the past",
  pastSpeedName: (epochs: string) => `${epochs}/s`,
  backToPresent: "Back to the present",
  goOn: "Go on from here",
  goOnHint:
    "Starts another training from this epoch. The chart shows both curves. Undo brings the first one back.",
  goOnWith: "with",
  goOnSetting: "Setting to change",
  goOnSame: "the same settings",
  goOnValue: (setting: string) => `New value: ${setting}`,
  goOnStarting: "Starting …",

  parentCurve: (epoch: string) => `Before the branch at epoch ${epoch}`,
  parentText: (epoch: string, train: string) =>
    `The dashed lines are the run that this one left at epoch ${epoch}; there the training loss ends at ${train}.`,
};
