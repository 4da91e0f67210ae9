// Files to keep, where a form alone doesn't reach the application.
import { send } from "./sending.js";

export async function take(path, data) {
  const answer = await send(path, data);
  const name = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") ?? "")?.[1];
  if (!name) return answer.text();
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(await answer.blob()), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
