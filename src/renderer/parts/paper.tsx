import type { Paper } from '#contract/methods'

/** How long a paper stays in memory after it was opened: longer than a person looks at it or prints it. */
const keepMs = 30 * 60_000

/**
 * Opens the paper where the browser shows and prints papers; a browser that opens no window gets it as a download.
 * Never printed by script: a renderer that stumbles over `print()` of a PDF would take the open sale with it.
 */
export const openPaper = (paper: Paper): void => {
  const bytes = Uint8Array.from(atob(paper.base64), sign => sign.charCodeAt(0))
  const address = URL.createObjectURL(new Blob([bytes], { type: paper.mime }))
  setTimeout(() => URL.revokeObjectURL(address), keepMs)
  if (!window.open(address, '_blank')) download(paper, address)
}

const download = (paper: Paper, address: string): void => {
  const link = document.createElement('a')
  link.href = address
  link.download = paper.name
  link.click()
}
