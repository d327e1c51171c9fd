import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * Where this user's machine remembers how far each file has come: not in the usual data folder, so that it is not put back together with the data.
 * KASA_STATE_DIR names another place.
 */
export const witnessFolder = (): string => {
  const { KASA_STATE_DIR: named, LOCALAPPDATA: local, XDG_STATE_HOME: state } = process.env
  if (named !== undefined && named !== '') return named
  if (process.platform === 'win32') return join(local ?? join(homedir(), 'AppData', 'Local'), 'Kasa-witness')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Kasa-witness')
  return join(state ?? join(homedir(), '.local', 'state'), 'kasa')
}
