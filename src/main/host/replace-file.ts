import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'

/** Puts `text` into a file as a whole: after a power cut it holds the old text or the new one, never a part. */
export const replaceFile = (path: string, text: string): void => {
  const draft = `${path}.draft`
  const handle = openSync(draft, 'w', 0o600)
  try {
    writeSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(draft, path)
}
