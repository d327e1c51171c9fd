/** What a pasted device QR text says before anybody is asked: to which platform it belongs. */
export type Handshake = { readonly url: string }

/**
 * Reads the text behind the platform's device QR code, so that the person sees where it leads before connecting. Null when it is not such a text; the core
 * checks it again and says why.
 */
export const readHandshake = (text: string): Handshake | null => {
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed !== 'object' || parsed === null || !('url' in parsed) || !('token' in parsed)) return null
    const { url, token } = parsed
    if (typeof url !== 'string' || typeof token !== 'string' || !URL.canParse(url)) return null
    return { url: new URL(url).origin }
  } catch {
    return null
  }
}
