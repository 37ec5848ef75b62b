export { WalkthroughBar } from "./walkthrough-bar";
export { WalkthroughOverlay } from "./walkthrough-overlay";
export { WalkthroughPanel } from "./walkthrough-panel";
