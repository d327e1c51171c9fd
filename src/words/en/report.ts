import type { report as polish } from '../pl/report.ts'
import type { Same } from '../same.ts'

export const report = {
  open: 'Report',
  replay: 'Replay',
  back: 'To the cockpit',
  refresh: 'Refresh',
  pdf: 'Open PDF',
  csv: 'Download CSV',
  making: 'Making it…',
  unread: 'The report could not be made',
  nothing: 'There is no minute of this sale yet',
  nothingText:
    'The report is made of the minutes since the start that Kasa has read. They come while the sale runs and is watched.',
  figures: 'Figures',
  replayOf: 'Replay: {name}',
  replayUnread: 'This moment could not be read',
  replayLeave: 'End the replay',
  moment: 'Moment of the sale',
  play: 'Play',
  pause: 'Pause',
  speed: 'Speed',
  toStart: 'to the beginning',
  minuteBack: 'a minute back',
  minuteOn: 'a minute on',
} as const satisfies Same<typeof polish>
