import { soundTag } from './language-tag.ts'

/** First entry of the page: the charts make their formats of the browser's language as soon as they are loaded, so it has to be sound before anything else is. */
const tag = soundTag(navigator.language)
if (tag !== navigator.language) Object.defineProperty(navigator, 'language', { value: tag, configurable: true })
