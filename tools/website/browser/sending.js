// How requests reach the application where it runs inside the browser: as messages to its worker.
export { send } from "../engine/home.js";

/** Whether a form that is sent as it is reaches the application: then the browser sees to downloads. */
export const reachesByItself = false;
