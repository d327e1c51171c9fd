/** The zone of the machine the screen stands on: for clocks and for what happened at this till. Events have their own. */
export const localZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone
