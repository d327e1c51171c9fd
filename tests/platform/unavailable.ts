/** A real platform cannot be had on this machine; the message says why in one sentence. Nothing about Kasa is wrong then. */
export class Unavailable extends Error {}
