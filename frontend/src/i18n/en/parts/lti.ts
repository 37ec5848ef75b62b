/** Pages that a course in a learning-management system opens. */
export const lti = {
  expired: "This session has ended. Open the activity again in your course.",
  picker: {
    title: "Add an activity to your course",
    lead: "Pick what your students shall see. They need no account here.",
    kind: "Kind",
    kinds: { exercise: "Exercises", lab: "Labs", lesson: "Lessons", playground: "Playground" },
    one: "Your course takes one activity at a time.",
    presets: {
      circle: "Circle: one hidden layer is enough",
      clusters: "Two clusters: one line separates them",
      xor: "XOR: four neurons in a hidden layer",
      spiral: "Spiral: two hidden layers of eight neurons",
      regression: "Regression: a curved surface",
    },
    address: "Or the address of any page here, for example a playground that you have set up",
    add: "Add",
    badAddress: (example: string) =>
      `Paste the whole address of a page of this server. It begins with ${example}`,
    playground: "NN Playground",
    picked: (count: number) =>
      count === 0
        ? "Nothing is picked."
        : count === 1
          ? "1 activity is picked."
          : `${String(count)} activities are picked.`,
    activity: (number: number) => `Activity ${String(number)}`,
    name: "Title in the course",
    mode: "Mode",
    modes: { practice: "Practice", graded: "Graded" },
    modeHints: {
      practice: "As often as students like, without a grade.",
      graded: "Every student has other numbers. The best attempt goes to your gradebook.",
    },
    goalHints: {
      practice: "As often as students like, without a grade.",
      graded: "The server checks the training. The best attempt goes to your gradebook.",
    },
    attempts: "Attempts (1 to 20)",
    look: "Preview",
    remove: "Remove",
    confirm: "Add to the course",
    cancel: "Cancel",
    notPicking: "This page opens when a teacher adds an activity in a course.",
  },
  goal: {
    region: "Training goal",
    then: ", then ",
    metrics: { testLoss: "Test loss", trainLoss: "Training loss", lossGap: "Test loss minus training loss" },
    atMost: (metric: string, value: string) => `${metric} at most ${value}`,
    atLeast: (metric: string, value: string) => `${metric} at least ${value}`,
    rules: (sentences: readonly string[]) => sentences.join(" "),
    allowed: (limits: readonly string[]) => `Allowed: ${limits.join(", ")}.`,
    fixed: (parts: readonly string[]) => `Fixed by your teacher: ${parts.join(", ").toLowerCase()}.`,
    neurons: (count: number) => `at most ${String(count)} hidden neurons`,
    layers: (count: number) => `at most ${String(count)} hidden layers`,
    epochs: (count: number) => `within ${String(count)} epochs`,
    reached: "Reached",
    all: "Goal reached.",
    practice: "Practice, without a grade.",
    before: "What you train before you start an attempt does not count.",
    excess: {
      neurons: (most: number, actual: number) =>
        `Your network has ${String(actual)} hidden neurons, and this goal allows ${String(most)}. Remove ${String(actual - most)}, or the training does not count.`,
      layers: (most: number, actual: number) =>
        `Your network has ${String(actual)} hidden layers, and this goal allows ${String(most)}. Remove ${String(actual - most)}, or the training does not count.`,
    },
    confirm: (number: number, reached: number, all: number) =>
      all === 1
        ? `The goal is not reached yet. Hand in attempt ${String(number)}? You cannot change it afterwards.`
        : `${String(reached)} of ${String(all)} targets are reached. Hand in attempt ${String(number)}? You cannot change it afterwards.`,
    beginAgain: "Begin the training again",
    withoutJob: "Hand in what is reached",
    lost: "The server has not answered.",
    retry: "Try again",
    closed: (number: number, points: string) => `Attempt ${String(number)}: ${points}.`,
    pick: "Training goal",
    kinds: {
      none: "None",
      testLoss: "Reach a test loss",
      trainLoss: "Reach a training loss",
      overfit: "Overfit, then cure it",
    },
    value: {
      testLoss: "Test loss at most",
      trainLoss: "Training loss at most",
      overfit: "Then test loss at most",
    },
    overfitHint: "First, the test loss must be at least 0.2 above the training loss.",
    most: "Hidden neurons at most (empty: any number)",
    locked: "Students must not change",
    locks: {
      data: "Data",
      features: "Features",
      network: "Layers",
      training: "Training settings",
      parameters: "Weights and initialization",
    },
  },
  attempts: {
    kind: "Graded exercise",
    rules: (allowed: number) =>
      allowed === 1
        ? "You have 1 attempt. It counts for your course."
        : `You have ${String(allowed)} attempts, each with other numbers. The best one counts for your course.`,
    start: (number: number, allowed: number) => `Start attempt ${String(number)} of ${String(allowed)}`,
    running: (number: number, allowed: number) => `Attempt ${String(number)} of ${String(allowed)}`,
    runningHint: "You see your grade and the worked solution when you have handed it in.",
    handIn: "Hand in",
    handInNow: "Hand in now",
    goOn: "Go on working",
    complete: (number: number) => `Hand in attempt ${String(number)}? You cannot change it afterwards.`,
    incomplete: (number: number, empty: number) =>
      `Hand in attempt ${String(number)}? ${empty === 1 ? "1 answer is" : `${String(empty)} answers are`} missing. You cannot change it afterwards.`,
    handedIn: (number: number, points: string) => `Attempt ${String(number)} is handed in: ${points}.`,
    points: (points: string, all: string) => `${points} of ${all} points`,
    best: (points: string) => `Best attempt: ${points}.`,
    left: (count: number) =>
      count === 0
        ? "No attempt is left."
        : count === 1
          ? "1 attempt is left."
          : `${String(count)} attempts are left.`,
    history: "Your attempts",
    number: "Attempt",
    result: "Points",
    time: "Handed in",
    practise: "Practise with other numbers, without a grade",
  },
  class: {
    title: "Your class",
    lead: (exercise: string) => `How your students have done at “${exercise}”. The best attempt counts.`,
    goalLead: (targets: readonly string[]) =>
      `How your students have done at the training goal “${targets.join(", then ")}”. The best attempt counts.`,
    unnamed: "this exercise",
    look: "Open the exercise for practice",
    students: "Students",
    student: "Student",
    attempts: "Attempts",
    best: "Best points",
    last: "Last attempt",
    none: "No student has handed in an attempt yet.",
    names: {
      off: "Each name stands for one student of your course. This server knows no real names.",
      shown: "The names come from your learning platform. This server does not store them.",
      refused:
        "Your learning platform does not share names with this tool, so students have pseudonyms. Its administrator can change that.",
      unavailable:
        "Your learning platform has not sent the names, so students have pseudonyms. Open the activity again later.",
    },
    unfinished: "Nothing handed in yet",
    started: "has started",
    finished: "All students of the course have handed in an attempt.",
    csv: "Download as CSV",
    steps: "Steps that most get wrong",
    targets: "Targets that most miss",
    missed: (missed: number, answered: number) => `${String(missed)} of ${String(answered)} missed`,
    wrong: (wrong: number, answered: number) => `${String(wrong)} of ${String(answered)} wrong`,
    file: "class.csv",
  },
};
