const needed = 22

/** What to say when this Node is too old for the database's binaries; null when it is not. */
export const complaintAboutNode = (version: string): string | null => {
  const major = Number(version.replace(/^v/, '').split('.')[0])
  return major >= needed
    ? null
    : `Kasa needs Node ${needed} or newer to open its file, this is ${version}. Start it with «npm start»: that brings its own.`
}
