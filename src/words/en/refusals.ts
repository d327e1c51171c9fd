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
  'products-not-in': 'What is sold at this event is still being downloaded. Try again in a moment.',
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
  'onsale-unknown': 'There is no such on-sale any more. Choose another one from the list.',
  'onsale-watched': '{name} is being watched. Stop watching it first.',
  'onsale-not-watched': '{name} is not being watched. Start watching it first.',
  'onsale-over': '{name} is over and there is nothing left to watch. Move its end in the plan to watch on.',
  'plan-too-long': 'Kasa watches a sale for {hours} h at most. Set an earlier planned end.',
  'plan-times-wrong': 'The planned end is not after the start. Correct one of them.',
  'aws-no-profile': 'There is no AWS profile {profile} on this computer. Create it with “aws configure sso” or choose another.',
  'aws-signed-out': 'The AWS session of the profile {profile} has ended. Sign in again; AWS keys are not stored.',
  'aws-forbidden':
    'The AWS profile lacks the right {right}. Add it to the policy; the plan of the on-sale prints the smallest one.',
  'aws-region-wrong': 'Nothing of this sale is in the AWS region {region}. Choose another region.',
  'aws-throttled':
    '{seconds, plural, one {AWS limits reads. The next try is in {seconds} second; nothing is lost.} other {AWS limits reads. The next try is in {seconds} seconds; nothing is lost.}}',
  'aws-clock-wrong':
    "{minutes, plural, one {AWS refuses this computer's clock: it is off by {minutes} minute. Set the time in the system.} other {AWS refuses this computer's clock: it is off by {minutes} minutes. Set the time in the system.}}",
  'aws-refused': 'AWS refused in these words: “{text}”.',
  'aws-failed': 'AWS has trouble of its own and answers: “{text}”. Reading goes on by itself.',
  'aws-answer-unreadable': 'The answer of AWS cannot be read. If the address was changed, check it.',
  'servers-trial-taken':
    'The address took the number of servers {asked} for {group}, more than its maximum allows: it is not Amazon, or the maximum was raised just now. The number is back at {desired}. Look at the group before the sale.',
  'servers-trial-left':
    'The address took the number of servers {asked} for {group}, more than its maximum allows, and the number could not be put back. Set the desired number of {group} to {desired} in the AWS console now.',
  'resource-gone': "{name} is not there any more: it was renamed or removed. Search again in the on-sale's settings.",
  'endpoint-insecure': '{url} is plain http on another computer. Use https.',
  'cloudflare-token-missing': "No Cloudflare token is kept for the zone {zone}. Enter one in the on-sale's settings.",
  'cloudflare-token-refused': 'Cloudflare does not accept the token: it was revoked, has ended or is mistyped. Make a new one.',
  'cloudflare-forbidden': 'The Cloudflare token lacks the right {right}. Add it to the token.',
  'cloudflare-zone-unknown': "Cloudflare knows no zone {zone} for this token. Check the zone ID on the zone's overview page.",
  'cloudflare-room-unknown': 'There is no waiting room {room} in this zone any more. Choose another one.',
  'cloudflare-throttled':
    '{seconds, plural, one {Cloudflare limits reads. The next try is in {seconds} second; nothing is lost.} other {Cloudflare limits reads. The next try is in {seconds} seconds; nothing is lost.}}',
  'cloudflare-refused': 'Cloudflare refused in these words: “{text}”.',
  'cloudflare-failed': 'Cloudflare has trouble of its own and does not answer properly. Reading goes on by itself.',
  'cloudflare-answer-unreadable': 'The answer of Cloudflare cannot be read. If the address was changed, check it.',
  'source-unreachable': '{host} cannot be reached. Check the network; reading goes on by itself.',
  'source-slow': '{host} did not answer in time. Reading goes on by itself.',
  'source-hung': 'No answer ({sourceName}) for {count} s. Reading goes on by itself.',
  'series-too-many':
    'Kasa keeps {most} series of one on-sale; what came beyond them was left out. Confirm fewer resources in the settings of the on-sale.',
  'points-refused':
    '{count, plural, one {One point of the answer cannot be true and was left out.} other {{count} points of the answer cannot be true and were left out.}} The rest counts.',
  'shop-maintenance': "The shop shows a maintenance break. Nobody can buy; ask the shop's operator when it ends.",
  'shop-failed': "The shop answers that it has failed. Ask the shop's operator.",
  'shop-answer-unreadable': 'The shop answers, but not with its programme. Check the address.',
  'shop-queued':
    'The waiting room answers in place of the shop: Kasa stands in its queue and does not see what buyers inside see. Enter an address that the room lets past.',
  'address-leads-on': 'The address leads on to {url}, where Kasa does not follow. Enter the address that shows the page itself.',
  'queue-field-missing': "The queue's answer has no number in the field {field}. Correct the field names.",
  'queue-twice':
    "A sale has one queue, and the plan names two: Cloudflare's waiting room and the shop's own queue. Leave one of them.",
  'not-armed': 'Levers are locked. Arm them for this sale first.',
  'arm-too-long':
    '{hours, plural, one {Levers can be armed for {hours} hour at most. Choose an earlier end.} other {Levers can be armed for {hours} hours at most. Choose an earlier end.}}',
  'changed-meanwhile':
    'It was {was} when you looked and is {is} now: somebody else changed it. Nothing was sent. Look again and decide.',
  'room-event-changed':
    'An event of the waiting room began or ended, and another limit is in force. Nothing was sent. Look again and decide.',
  'ceiling-reached': 'This step goes beyond a ceiling. Choose a smaller one or raise the ceiling.',
  'inlet-above-safe':
    'About {is} people would be in the shop at once, and three quarters of what a rehearsal stood is {most}. Wait until some have left.',
  'inlet-fills-database':
    'The database would have about {is} connections, and more people may be let in up to {most}. Wait until there are fewer.',
  'inlet-above-room':
    'It would be {is} people/min, and the waiting room keeps at most {most} in the shop at once. Raise that limit in Cloudflare first.',
  'inlet-at-least':
    'Cloudflare takes no less than {least} people/min. It cannot be slower; the whole queue can be held back in Cloudflare.',
  'cooling-down':
    '{seconds, plural, one {The step before is still working. Wait {seconds} second, or give a reason.} other {The step before is still working. Wait {seconds} seconds, or give a reason.}}',
  'command-in-doubt': 'The command before was never answered. Kasa is reading whether it arrived; try again in a minute.',
  'reason-wanted': 'Say in a few words why. It stands in the log.',
  'source-blind': 'What this lever moves cannot be seen now, so it is locked. Check the source below.',
  'room-not-limited': 'The waiting room has no limit of new people a minute to change.',
  'not-part-of-sale': "This on-sale is not connected to it. Add it in the on-sale's settings.",
  'not-in-replay': 'This is a replay of what has been. Nothing can be changed in it.',
  'rehearsal-runs': 'A rehearsal is running. End it first.',
  'rehearsal-none': 'No rehearsal is running.',
  'live-sale-watched': '{name} is on sale now and being watched here. A rehearsal has to wait.',
  'live-sale-soon': '{name} starts in {minutes} min and is being watched here. A rehearsal has to wait until that sale is over.',
  'scenario-unknown': 'There is no scenario {scenario}.',
  'scenario-wrong': 'Line {line} of {file} cannot be read: {text}.',
  fault:
    'The till program stopped and is starting again. Stored sales are on disk. Check the last one in the Queue before repeating it.',
} as const satisfies Same<typeof polish>
