/** Code points that every embedded font draws: Latin with all its accents, Greek, Cyrillic, and the signs a programme uses. */
const drawn =
  /[\u0020-\u007e\u00a0-\u00ac\u00ae-\u0148\u014a-\u01c3\u01c5-\u0217\u0386\u0388-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u045f\u0490\u0491\u1e00-\u1e9b\u1ea0-\u1ef9\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u202f\u2030\u2032\u2033\u2039\u203a\u20ac\u2116\u2122\u2190-\u2193\u2212\u2260\u2264\u2265]/u
/** Signs that carry no words: pictures, what joins and colours them, direction marks, control characters. */
const silent =
  /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\p{Mark}\p{Control}\p{Format}\p{Private_Use}\u20e3]/u
const unknownLetter = '?'

/** The text as the paper's fonts can draw it: pictures are left out, letters of other scripts become a question mark, spaces and line ends become one space. */
export const printable = (text: string): string =>
  Array.from(text.normalize('NFC').replace(/[\t\n\r]+/g, ' '))
    .map(sign => {
      if (drawn.test(sign)) return sign
      return silent.test(sign) ? '' : unknownLetter
    })
    .join('')
    .replace(/ {2,}/g, ' ')
    .replace(/ (?=[,.;])/g, '')
    .trim()
