import type { ServerResponse } from 'node:http'
import type { Language, Say } from '#words/say'
import { createWords } from '#words/say'

const languages: readonly Language[] = ['pl', 'en']

/** What a person sees whose browser this door does not know: why, and what to do, in both languages. No script and no style, so nothing may be loaded for it. */
export const answerShut = (response: ServerResponse): void => {
  const speak = createWords()
  response.setHeader('Content-Security-Policy', "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
  response.writeHead(403, { 'Content-Type': 'text/html; charset=utf-8' }).end(page(languages.map(speak)))
}

const page = (speakers: readonly Say[]): string =>
  `<!doctype html>
<html lang="${speakers[0]?.language ?? 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Kasa</title>
</head>
<body>
<main>
${speakers.map(inOneLanguage).join('\n<hr>\n')}
</main>
</body>
</html>
`

const inOneLanguage = (say: Say): string =>
  `<section lang="${say.language}">
<h1>${say('frame.linkUsedTitle')}</h1>
<p>${say('frame.linkUsedPage')}</p>
</section>`
