// How requests reach the application: here over the loopback address. Where it runs inside the browser,
// another file of this name hands them to the worker; it exports the same functions.

/** Send a form to a page of the application; answer with a Response. */
export const send = (path, form, signal) =>
  fetch(path, { method: "POST", body: form, signal, headers: { "x-article21": "script" }, cache: "no-store" });

/** Whether a form that is sent as it is reaches the application: then the browser sees to downloads. */
export const reachesByItself = true;
