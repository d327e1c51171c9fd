import { contextBridge, ipcRenderer } from 'electron'
import { bridgeOver } from './bridge.ts'

/** Runs in the sandbox before the page: puts the wire on its window, and nothing else. */
contextBridge.exposeInMainWorld('kasa', bridgeOver(ipcRenderer))
