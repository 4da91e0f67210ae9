// The file system that Python sees. Every file is there by name and size from the beginning; its content lies in a
// pack, which is fetched when the first of its files is opened, unless it was brought before.

/** Place the files of a pack; `read` returns the pack's bytes, one file after the other. */
export function place(FS, files, read) {
  let start = 0;
  for (const [path, size] of files) {
    const offset = start;
    start += size;
    FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    const node = FS.create(path, 0o444);
    const become = (contents) => Object.defineProperty(node, "contents", { value: contents, writable: true });
    node.usedBytes = size;
    Object.defineProperty(node, "contents", {
      configurable: true,
      set: become,
      get() {
        become(read(path).subarray(offset, offset + size));
        return node.contents;
      },
    });
  }
}
