import type { Paper } from '#contract/methods'

/** How long a printed or shown paper stays in memory: longer than a person looks at a print dialog. */
const keepMs = 5 * 60_000
const frameId = 'paper-to-print'

/** Opens the paper where the browser shows papers; a blocked window is answered by the same paper as a download. */
export const showPaper = (paper: Paper): void => {
  const address = addressOf(paper)
  if (!window.open(address, '_blank')) download(paper, address)
}

/** Hands the paper to the browser's print dialog, by way of a frame nobody sees. */
export const printPaper = (paper: Paper): void => {
  const address = addressOf(paper)
  document.querySelector(`#${frameId}`)?.remove()
  const frame = document.createElement('iframe')
  frame.id = frameId
  frame.title = paper.name
  frame.hidden = true
  frame.addEventListener('load', () => frame.contentWindow?.print())
  frame.src = address
  document.body.append(frame)
}

const download = (paper: Paper, address: string): void => {
  const link = document.createElement('a')
  link.href = address
  link.download = paper.name
  link.click()
}

const addressOf = (paper: Paper): string => {
  const bytes = Uint8Array.from(atob(paper.base64), sign => sign.charCodeAt(0))
  const address = URL.createObjectURL(new Blob([bytes], { type: paper.mime }))
  setTimeout(() => URL.revokeObjectURL(address), keepMs)
  return address
}
