/** The letters the platform draws its own codes, secrets and tokens from. */
export const SERVER_CODE_LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ379'
export const TICKET_SECRET_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
export const TOKEN_LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789'
export const PSEUDONYM_LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ3789'
export const SERIAL_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
export const CART_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** What a client may choose an order code from: no I, no O. */
export const CLIENT_CODE_PATTERN = /^[ABCDEFGHJKLMNPQRSTUVWXYZ1234567890]+$/

export const TICKET_SECRET_LENGTH = 32
export const ORDER_SECRET_LENGTH = 16
export const PSEUDONYM_LENGTH = 10
