import { join } from 'node:path'
import type { LogEntry } from '#main/world'
import { openDesk } from './desk.ts'
import { serveCore } from './electron-core-port.ts'
import { startSandboxThread } from './electron-sandbox.ts'
import { endOnFault } from './ends-on-fault.ts'
import { fileLog } from './log-file.ts'
import { realWorld } from './real-world.ts'
import { sandboxAwsFile } from './sandbox-cloud.ts'

/** Entry of the core's own process in the desktop app: a desk behind the port to the window's process. The HTTP door stays shut. */
const port = process.parentPort
const line: { log: (entry: LogEntry) => void } = { log: () => undefined }
const log = (entry: LogEntry): void => line.log(entry)

endOnFault(log)

serveCore(
  {
    post: message => port.postMessage(message),
    // only the window's process holds the other end
    hear: told => port.on('message', event => told(event.data)),
  },
  {
    open: ({ choices, language }, keyStore) => {
      line.log = fileLog(join(choices.folder, 'kasa.log'))
      const world = realWorld({
        secretsFile: join(choices.folder, 'secrets.json'),
        log,
        awsConfigFiles: [sandboxAwsFile(choices.folder)],
      })
      return openDesk(keyStore ? { ...world, secrets: keyStore } : world, choices, { language, startSandbox: startSandboxThread })
    },
    log,
    leave: () => process.exit(0),
  },
)
