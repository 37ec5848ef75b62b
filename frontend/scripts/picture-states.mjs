import { Buffer } from "node:buffer";
import { gradedSession, LtiCourse } from "./lti-course.mjs";

/**
 * A state of the page for a screenshot.
 *
 * @typedef {object} PictureState
 * @property {string} name
 * @property {number} width
 * @property {number} height
 * @property {string} address the part after #
 * @property {string} [path]
 * @property {string} [choose] a data set
 * @property {number} [seconds] of training
 * @property {string} [inspect] selector of an element to hover
 * @property {readonly string[]} [press] selectors to click, in this order
 * @property {string} [until] selector to wait for
 * @property {boolean} [sheet] with open settings, on a phone
 * @property {boolean} [full] the whole page instead of the viewport
 * @property {LtiCourse} [course] the course that has opened the page
 */

/** @type {readonly PictureState[]} */
const PLAYGROUND = [
  {
    name: "readme",
    width: 1280,
    height: 800,
    address:
      "lang=en&theme=light&dataset=spiral&networkShape=6,4&sinX=true&sinY=true&xTimesY=true&speed=120&seed=3",
    seconds: 14,
  },
  {
    name: "social",
    width: 1200,
    height: 630,
    address:
      "lang=en&theme=light&hideText=true&dataset=spiral&networkShape=6,4&sinX=true&sinY=true&xTimesY=true&speed=120&seed=3",
    seconds: 14,
  },
  {
    name: "three-classes",
    width: 1280,
    height: 800,
    address: "lang=zh-CN&theme=dark&networkShape=6,4&speed=120",
    seconds: 8,
    choose: "threeBlobs",
  },
  {
    name: "columns",
    width: 1280,
    height: 800,
    address: "lang=en&theme=light&networkShape=6&speed=120",
    seconds: 6,
    choose: "clusters",
  },
  {
    name: "embed",
    width: 360,
    height: 760,
    path: "/embed/",
    address: "lang=en&theme=light&dataset=xor&networkShape=4,2",
    seconds: 5,
  },
  {
    name: "1280-drawing",
    width: 1280,
    height: 800,
    address: "lang=en&theme=dark&dataset=xor",
    seconds: 3,
    press: ["[data-action=draw]"],
  },
  {
    name: "1280-share",
    width: 1280,
    height: 800,
    address: "lang=zh-CN&theme=light",
    seconds: 2,
    press: ["[data-action=share]"],
  },
  {
    name: "1280-diverged",
    width: 1280,
    height: 800,
    address:
      "lang=en&theme=light&activation=linear&learningRate=10&problem=regression&xSquared=true&ySquared=true",
    seconds: 2,
  },
  { name: "article", width: 1280, height: 800, address: "lang=zh-CN&theme=light", seconds: 3, full: true },
  { name: "1280-first", width: 1280, height: 800, address: "lang=en&theme=light" },
  { name: "1280-playing", width: 1280, height: 800, address: "lang=en&theme=light", seconds: 6 },
  { name: "1280-playing-dark", width: 1280, height: 800, address: "lang=en&theme=dark", seconds: 6 },
  {
    name: "1280-chinese",
    width: 1280,
    height: 800,
    address: "lang=zh-CN&theme=light&dataset=xor",
    seconds: 4,
  },
  {
    name: "1280-spiral",
    width: 1280,
    height: 800,
    address:
      "lang=en&theme=light&dataset=spiral&networkShape=8,8,6&activation=tanh&xSquared=true&ySquared=true&xTimesY=true&sinX=true&sinY=true&noise=5&showTestData=true",
    seconds: 15,
  },
  {
    name: "1280-deep-dark",
    width: 1280,
    height: 800,
    address: "lang=en&theme=dark&networkShape=8,8,8,8,8,8,8,8&xSquared=true",
    seconds: 4,
  },
  {
    name: "1280-inspected",
    width: 1280,
    height: 800,
    address: "lang=en&theme=light",
    seconds: 4,
    inspect: "[data-layer='0'][data-unit='1']",
  },
  {
    name: "1280-regression-discrete",
    width: 1280,
    height: 800,
    address: "lang=en&theme=light&problem=regression&regDataset=reg-gauss&networkShape=8,6&discretize=true",
    seconds: 4,
  },
  {
    name: "1280-table",
    width: 1280,
    height: 800,
    address: "lang=en&theme=dark&dataset=xorTable",
    seconds: 4,
  },
  { name: "1920", width: 1920, height: 1080, address: "lang=en&theme=light&networkShape=6,4,2", seconds: 4 },
  { name: "768", width: 768, height: 1024, address: "lang=en&theme=light", seconds: 4, full: true },
  {
    name: "768-chinese-dark",
    width: 768,
    height: 1024,
    address: "lang=zh-CN&theme=dark",
    seconds: 4,
    full: true,
  },
  { name: "320", width: 320, height: 640, address: "lang=en&theme=light", seconds: 3, full: true },
  {
    name: "320-settings",
    width: 320,
    height: 640,
    address: "lang=zh-CN&theme=dark",
    seconds: 1,
    sheet: true,
  },
  { name: "390", width: 390, height: 844, address: "lang=zh-CN&theme=light", seconds: 3 },
];

/**
 * Clicks and selectors that show the result of each lab.
 *
 * @type {Readonly<Record<string, Pick<PictureState, "press" | "until">>>}
 */
export const LAB_STATES = {
  neuron: { press: ["[data-action=lecture]"] },
  neocognitron: { press: ["[data-control=figure] [data-choice=gate]", "[data-action=up]"] },
  "boltzmann-machine": { until: "[data-epochs='5000']" },
  "support-vectors": { press: ["[data-control=set] [data-choice=clouds]", "[data-action=keep-support]"] },
  perceptron: { press: Array.from({ length: 6 }, () => "[data-action=next]") },
  activations: {},
  layers: { press: ["[data-action=train]"], until: "[data-network=bent][data-loss]" },
  approximation: { press: ["[data-action=flatten]", "[data-action=fit]"] },
  tensor: { press: Array.from({ length: 4 }, () => "[data-action=forward]") },
  losses: { press: ["[data-action=fit]"], until: "[data-fitted]" },
  descent: { press: ["[data-control=surface] [data-choice=ravine]"] },
  landscape: { press: ["[data-action=train]"], until: ".landscape[data-epoch='240']" },
  initialization: { press: ["[data-action=train]"], until: "[data-initialization=he] [data-first]" },
  vanishing: { until: "[data-ratio]" },
  schedules: { press: ["[data-action=train]"], until: "[data-schedule=cosine]" },
  overfitting: { press: ["[data-action=train]"], until: "[data-test]" },
  "data-quality": { until: "[data-accuracy]" },
  "travelling-salesman": { press: ["[data-action=starts]"], until: "[data-starts='20']" },
  "b-type-machine": { press: ["[data-choice=machine]", "[data-choice=linked]"], until: "[data-reachable]" },
  snarc: {
    press: ["[data-action=run]", "[data-action=at-once]", "[data-action=machines]"],
    until: "[data-machines='40']",
  },
  hopfield: { until: "[data-stable=true]" },
  "belief-net": { press: ["[data-control=network] [data-choice=pretrained]"], until: "[data-accuracy]" },
  denoising: { until: "[data-loss]" },
  recurrence: { until: "[data-accuracy]" },
  convolution: {
    press: ["[data-action=right]", "[data-filter='1']"],
    until: "[data-epoch='40'] [data-network=dense][data-recognized]",
  },
  segmentation: { press: ["[data-pixel='120']"], until: "[data-epoch='40'] [data-mask=own][data-dice]" },
};

/** @type {readonly PictureState[]} */
const COURSE = [
  ...Object.entries(LAB_STATES).flatMap(([slug, state], at) => {
    const chinese = at % 2 === 1;
    const [light, dark] = ["light", "dark"].map((theme) => `lang=${chinese ? "zh-CN" : "en"}&theme=${theme}`);
    const common = { path: `/labs/${slug}`, full: true, ...state };
    return [
      { ...common, name: `lab-${slug}`, width: 1280, height: 800, address: light ?? "" },
      { ...common, name: `lab-${slug}-phone`, width: 360, height: 740, address: dark ?? "" },
    ];
  }),
  {
    name: "lab-landscape-random",
    width: 1280,
    height: 800,
    path: "/labs/landscape",
    address: "lang=zh-CN&theme=dark",
    press: ["[data-action=train]", "[data-control=plane] [data-choice=random]"],
    until: "[data-path='1']",
    full: true,
  },
  { name: "lessons", width: 1280, height: 800, path: "/lessons", address: "lang=en&theme=light", full: true },
  {
    name: "lesson-phone",
    width: 360,
    height: 740,
    path: "/lessons/backpropagation",
    address: "lang=zh-CN&theme=dark",
    full: true,
  },
  {
    name: "exercise",
    width: 1280,
    height: 800,
    path: "/exercises/exam-question",
    address: "lang=zh-CN&theme=light",
    until: ".exercise-cell",
    full: true,
  },
  ...[
    { name: "backprop", width: 1280, height: 800, address: "lang=en&theme=light&optimizer=adam" },
    { name: "backprop-phone", width: 360, height: 740, address: "lang=zh-CN&theme=dark&optimizer=adam" },
  ].map((state) => ({
    ...state,
    press: ["[data-action=inside]", "[data-to-phase=update]", "[data-number='updatedWeight 0 0 0']"],
    until: "[data-testid=formula] .katex",
  })),
];

/** A training goal, as an address has it. */
const GOAL = Buffer.from(
  JSON.stringify({
    goals: [{ metric: "testLoss", atMost: 0.05 }],
    limits: { neurons: 12 },
    locks: ["data", "parameters"],
  }),
).toString("base64url");

/**
 * Pages that a course opens, for docs/courses.md.
 *
 * @type {readonly PictureState[]}
 */
const LTI = [
  {
    name: "course-picker",
    width: 900,
    height: 760,
    path: "/lti/picker",
    address: "lang=en&theme=light",
    course: new LtiCourse({
      "GET session": () => ({
        body: { role: "teacher", language: null, content: null, picker: { multiple: true, lineItems: true } },
      }),
    }),
    press: ["[data-path='/exercises/small-network'] input", "[data-picked] legend"],
  },
  {
    name: "course-goal-picker",
    width: 900,
    height: 1120,
    path: "/lti/picker",
    address: "lang=en&theme=light",
    course: new LtiCourse({
      "GET session": () => ({
        body: { role: "teacher", language: null, content: null, picker: { multiple: true, lineItems: true } },
      }),
    }),
    press: [
      "[data-control=kind] [data-choice=playground] input",
      "[data-path^='/#dataset=spiral'] input",
      "[data-control=pick-1-goal] [data-choice=testLoss] input",
      "[data-picked] legend",
    ],
  },
  {
    name: "course-goal",
    width: 1000,
    height: 560,
    path: "/embed",
    address: `graded=true&lang=en&theme=light&dataset=spiral&networkShape=6,6&dataset_hide=true&goal=${GOAL}`,
    course: new LtiCourse({
      "GET attempts": () => ({
        body: {
          allowed: 3,
          open: { id: "0123456789abcdef0123456789abcdef", number: 2, reached: 0 },
          closed: [{ number: 1, points: 0, maxPoints: 1, closedAt: "2026-11-27T08:41:00Z" }],
          best: { points: 0, maxPoints: 1 },
        },
      }),
    }),
    seconds: 4,
  },
  {
    name: "course-graded",
    width: 900,
    height: 760,
    path: "/embed/exercises/small-network",
    address: "graded&lang=en&theme=light",
    course: new LtiCourse({
      "GET session": () => gradedSession("student"),
      "GET attempts": () => ({
        body: {
          allowed: 3,
          open: null,
          closed: [
            { number: 1, points: 7, maxPoints: 11, closedAt: "2026-11-26T10:05:00Z" },
            { number: 2, points: 10, maxPoints: 11, closedAt: "2026-11-27T08:41:00Z" },
          ],
          best: { points: 10, maxPoints: 11 },
        },
      }),
    }),
    until: "[data-best]",
    full: true,
  },
  {
    name: "course-class",
    width: 900,
    height: 760,
    path: "/lti/class",
    address: "lang=en&theme=light",
    course: new LtiCourse({
      "GET session": () => gradedSession("teacher"),
      "GET class": () => ({
        body: {
          maxPoints: 11,
          names: "off",
          unfinished: [],
          students: [
            { student: "S-4f2a", attempts: 2, points: 10, lastAt: "2026-11-27T08:41:00Z" },
            { student: "S-81c3", attempts: 1, points: 11, lastAt: "2026-11-26T16:20:00Z" },
            { student: "S-c90e", attempts: 3, points: 8, lastAt: "2026-11-27T19:02:00Z" },
          ],
          steps: [
            { name: "Step 1", answered: 3, wrong: 0 },
            { name: "Step 4", answered: 3, wrong: 1 },
            { name: "Step 5", answered: 3, wrong: 2 },
          ],
        },
      }),
    }),
    until: "[data-student]",
    full: true,
  },
  {
    name: "course-scorm",
    width: 900,
    height: 760,
    path: "/exercises/small-network",
    address: "lang=en&theme=light",
    press: [".frame-section summary", "[data-action=scorm] + p"],
  },
  {
    name: "course-goal-scorm",
    width: 1000,
    height: 1100,
    path: "/",
    address: "lang=en&theme=light&dataset=spiral&networkShape=6,6",
    press: [
      "[data-action=share]",
      ".embed-section summary",
      "[data-control=embed-goal] [data-choice=testLoss] input",
      ".goal-choice .section-hint",
    ],
    until: "[data-testid=frame-height][data-height]",
  },
];

export const PICTURE_STATES = [...PLAYGROUND, ...COURSE, ...LTI];
