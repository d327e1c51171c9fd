import type { refusals as polish } from '../pl/refusals.ts'
import type { Same } from '../same.ts'

/** One sentence or two for each refusal: what is so, what is safe, what to do next. */
export const refusals = {
  'input-malformed':
    'The window sent something the till program does not understand ({method}). Nothing changed. Reload the window.',
  'method-unknown': 'The window asks for something this till program does not know ({method}). Reload the window.',
  'not-allowed-here': 'This address does not open this till. Use the address printed by the latest start of the program.',
  'too-many-requests':
    '{seconds, plural, =0 {Too many requests at once. Wait a moment and try again.} one {Too many requests at once. Try again in {seconds} second.} other {Too many requests at once. Try again in {seconds} seconds.}}',
  'handshake-unreadable':
    'This is not the text under the QR code of a device. Open Devices in pretix and copy the whole text with its braces.',
  'address-wrong': 'No pretix answers at {url}. Check the address and paste the text again.',
  'token-unknown': 'The platform does not know this key. Create a new device in pretix and paste its text.',
  'token-used': 'This text has been used. It works only once: create a new device in pretix and paste its text.',
  'token-revoked': 'This key has been revoked. Create a new device in pretix and paste its text.',
  'device-revoked':
    'The organiser withdrew this till from the platform. Sales are on disk. Create a new device in pretix and connect the till again.',
  'credentials-refused':
    "The platform does not accept this till's key. Sales are on disk. Check in pretix that the device is active and connect the till again.",
  'profile-cannot-sell':
    'The profile of this device does not allow selling. Set full access in pretix and connect the till again.',
  'certificate-untrusted':
    "The certificate of {url} is not trusted, so nothing was sent. Ask the server's administrator for a valid one.",
  'platform-unreachable': 'The platform {url} cannot be reached. The till reconnects by itself. Check the network.',
  'platform-answer-unreadable':
    'The answer from {url} cannot be read. Nothing is lost, the till asks again. If it lasts, check the address and the network, for example a Wi-Fi login page.',
  'platform-busy':
    '{seconds, plural, =0 {The platform is overloaded. The till asks again by itself.} one {The platform is overloaded. The till asks again in {seconds} second.} other {The platform is overloaded. The till asks again in {seconds} seconds.}}',
  'platform-fault':
    '{seconds, plural, =0 {The platform is failing. The till asks again by itself.} one {The platform is failing. The till asks again in {seconds} second.} other {The platform is failing. The till asks again in {seconds} seconds.}}',
  'not-connected': 'This till is not connected to a platform. Connect it in Settings.',
  'channel-refused':
    'The platform does not accept the sales channel {channel}. Choose another in Settings or create it in pretix.',
  'already-connected':
    'This till is already connected to {organizer}. For another organiser start Kasa with another data folder.',
  'event-unknown': 'This event is not on the platform. Choose another.',
  'product-unknown': 'This ticket is no longer offered. Choose another.',
  'product-unsellable': '{product}: not on sale at this till. {reason}. Choose another ticket.',
  'stock-gone':
    '{left, plural, =0 {{product}: sold out. Choose another ticket.} one {{product}: {left} can be taken now. Take fewer.} other {{product}: {left} can be taken now. Take fewer.}}',
  'stock-not-leased':
    '{product}: without the network this till has none left in stock. Choose another ticket or wait for the network.',
  'seat-taken': 'Somebody else has just taken this seat: {seat}. Choose another.',
  'seat-not-leased': "This seat is not in this till's stock: {seat}. Without the network choose one from the stock.",
  'seat-required': '{product}: choose seats in the list of sectors.',
  'variation-required': '{product}: choose a kind.',
  'addon-needs-ticket': '{product}: first choose the ticket it goes with.',
  'addon-count': '{product}: extras must be {least} to {most}. Correct the basket.',
  'product-too-many': '{product}: at most {most} in one sale.',
  'product-too-few': '{product}: at least {least} in one sale. Correct the basket.',
  'cart-empty': 'The basket is empty. Press a ticket.',
  'cart-changed': 'The basket has changed in the meantime. Check the amount and pay again.',
  'cart-mixed-events': 'The basket holds another event. Finish that sale or empty the basket.',
  'cart-full':
    '{most, plural, one {The basket holds {most} item. Finish this sale and start the next.} other {The basket holds {most} items. Finish this sale and start the next.}}',
  'too-many-wishes':
    '{most, plural, one {This till can keep at most {most} kind in its stock. Let go of another one, then add this one.} other {This till can keep at most {most} kinds in its stock. Let go of another one, then add this one.}}',
  'lease-expired': '{product}: the hold has run out. Take it again.',
  'leases-unproven':
    'The file was restored from a copy, so its stock must first be checked with the platform. Connect the till to the network; selling resumes by itself.',
  'payment-short': '{missing} is missing. Type a higher amount.',
  'payment-over': 'A card cannot be charged more than there is to pay. Correct the amount.',
  'reference-required': "Type the approval code from the terminal's slip.",
  'sale-unknown': 'This sale is not on this till.',
  'sale-not-parked': 'This sale does not wait to be settled. Reload the queue.',
  'another-sale-runs': 'The previous sale is being stored. Wait a moment and try again.',
  'file-newer':
    'The data file comes from a newer Kasa (version {found}, this one knows {known}). Nothing was changed. Install a newer Kasa.',
  'file-damaged':
    'The data file is damaged. Nothing was changed. Keep the file and restore the latest copy from the folder backups.',
  'file-locked': 'Another Kasa has this data file open. Use its window or close it.',
  'folder-read-only': 'The data folder cannot be written to. Allow writing or name another folder.',
  'disk-full':
    'This cannot be stored on disk. Take no money. Free some disk space and try again; if that does not help, the disk may be failing: call whoever looks after the machine.',
  'port-used': 'Port {port} is in use. Give another one or leave --port out.',
  'node-too-old': 'Node {found} is too old, {needed} or newer is needed. Install a newer one.',
  'clock-wrong':
    "{minutes, plural, one {This computer's clock differs from the platform's by {minutes} minute. Set the time in the system.} other {This computer's clock differs from the platform's by {minutes} minutes. Set the time in the system.}}",
  'upload-before':
    '{minutes, plural, =0 {The time to send the sales has passed. The platform may have sold these tickets again. Connect the till to the network.} one {The sales must reach the platform within {minutes} minute; after that it may sell these tickets again. Connect the till to the network.} other {The sales must reach the platform within {minutes} minutes; after that it may sell these tickets again. Connect the till to the network.}}',
  'upload-seat':
    'The platform gave this seat to somebody else: {seat}. The money is in this till. Talk to the customer or the organiser.',
  'upload-quota':
    'The platform has run out of this quota: {quota}. The money is in this till. The organiser can enlarge the quota, then send again.',
  'upload-code': 'The platform already has another order with the code {code}. The money is in this till. Tell the organiser.',
  'upload-product':
    'The platform no longer sells this ticket. The money is in this till. The organiser can bring it back, then send again.',
  'upload-voucher': "The platform does not accept this sale's voucher. The money is in this till. Tell the organiser.",
  'upload-not-permitted':
    "The platform does not let this till store sales of this event: the event is closed to this device, or gone. The money is in this till. Correct the device's events in pretix, then send again.",
  'upload-event': 'The event is closed or gone on the platform. The money is in this till. Tell the organiser.',
  'upload-other': 'The platform refused the sale in these words: “{text}”. The money is in this till. Tell the organiser.',
  'differs-secret':
    'Order {code} has another ticket code on the platform than the printed one. The printed ticket may not open the gate. Tell the organiser.',
  'differs-total': 'Order {code} has another total on the platform than the till took. Compare both with the organiser.',
  fault:
    'The till program stopped and is starting again. Stored sales are on disk. Check the last one in the Queue before repeating it.',
} as const satisfies Same<typeof polish>
