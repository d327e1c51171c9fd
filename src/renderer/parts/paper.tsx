import type { Paper } from '#contract/paper'
import type { Sheet } from '#contract/onsale-methods'

/** How long a paper stays in memory after it was opened: longer than a person looks at it or prints it. */
const keepMs = 30 * 60_000

/**
 * Opens the paper where the browser shows and prints papers; a browser that opens no window gets it as a download.
 * Never printed by script: a renderer that stumbles over `print()` of a PDF would take the open sale with it.
 */
export const openPaper = (paper: Paper): void => {
  const address = addressOf(paper)
  if (!window.open(address, '_blank')) download(paper, address)
}

/** Keeps a file where the browser keeps what it is given. */
export const keepFile = (file: Paper | Sheet): void => download(file, addressOf(file))

const download = (file: Paper | Sheet, address: string): void => {
  const link = document.createElement('a')
  link.href = address
  link.download = file.name
  link.click()
}

const addressOf = ({ base64, mime }: Paper | Sheet): string => {
  const bytes = Uint8Array.from(atob(base64), sign => sign.charCodeAt(0))
  const address = URL.createObjectURL(new Blob([bytes], { type: mime }))
  setTimeout(() => URL.revokeObjectURL(address), keepMs)
  return address
}
