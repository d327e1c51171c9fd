/** A printable document; `base64` of the bytes. */
export type Paper = { readonly mime: 'application/pdf'; readonly name: string; readonly base64: string }
