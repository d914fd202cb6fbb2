// @ts-check

const FOLDER = 'recordings';

/** What was saved so long ago has been copied by the browser to where the person wanted it. */
const COPIED_WITHIN = 3_600_000;

/**
 * What is being written: in the browser's own file system (WHATWG File System, section 3), so that hours of it fill no memory. A browser
 * without one keeps it in memory.
 */
export class Draft {
  #file = openFile();
  /** @type {Blob[]} */ #parts = [];
  /** @type {Promise<void>} */ #written = Promise.resolve();

  /** One after the other. @param {Blob} part */
  write(part) {
    return this.#written = this.#written.then(async () => {
      const file = await this.#file;
      if (file) await file.writable.write(part);
      else this.#parts.push(part);
    });
  }

  /** All of it; where the disk became full, what was there before. @param {string} type */
  async finish(type) {
    await this.#written.catch(() => {});
    const file = await this.#file;
    if (!file) return new Blob(this.#parts, { type });
    await file.writable.close();
    return file.handle.getFile();
  }
}

async function openFile() {
  try {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle(FOLDER, { create: true });
    await clear(folder);
    const handle = await folder.getFileHandle(crypto.randomUUID(), { create: true });
    return { handle, writable: await handle.createWritable() };
  } catch {
    return null;
  }
}

/** @param {FileSystemDirectoryHandle} folder */
async function clear(folder) {
  for await (const entry of /** @type {any} */ (folder).values()) {
    const { lastModified } = await entry.getFile();
    // One that another tab is writing can't be removed.
    if (lastModified < Date.now() - COPIED_WITHIN) await folder.removeEntry(entry.name).catch(() => {});
  }
}
