import Database from 'better-sqlite3'

/** Held until `release`, or until this process ends however it ends: the operating system holds it, so a killed Kasa leaves no lock behind. */
export type Lock = { readonly release: () => void }

/** Takes the lock that the file at `path` stands for; null while another process has it. Throws when the disk refuses the file. */
export const takeLock = (path: string): Lock | null => {
  const lock = new Database(path, { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
    return { release: () => void lock.close() }
  } catch (problem) {
    lock.close()
    if (problem instanceof Database.SqliteError && problem.code === 'SQLITE_BUSY') return null
    throw problem
  }
}
