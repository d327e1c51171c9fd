import { useEffect, useState } from 'react'
import type { KeptRehearsal } from '#contract/rehearsal'
import { useKasa } from '#app/kasa'

/** The last rehearsals with their reports, newest first; null while they are read. */
export const useReports = (): readonly KeptRehearsal[] | null => {
  const { wire } = useKasa()
  const [reports, setReports] = useState<readonly KeptRehearsal[] | null>(null)
  useEffect(() => {
    const asked = { stale: false }
    const read = async (): Promise<void> => {
      const answer = await wire.call('rehearsal.reports', {})
      if (!asked.stale) setReports(answer.ok ? answer.value : [])
    }
    void read()
    return () => {
      asked.stale = true
    }
  }, [wire])
  return reports
}
