import type { Finding } from '#contract/onsale-finding'
import { ruleNumbers } from '#contract/onsale-finding'
import type { OnsaleReport } from '#contract/onsale-report'
import type { KeptMark } from '#store/onsale-mark'

/** Which finding a mark tells of: its rule and what it is about. */
const findingSubject = ({ rule, subject }: Pick<Finding, 'rule' | 'subject'>): string => `${rule} ${subject}`.trim()

/**
 * Marks for findings that began and that ended since those marked as standing. Notices are not marked: they would crowd the axis. A finding whose source is
 * late stays as it was: `held` has it still.
 */
export const findingMarks = (
  standing: ReadonlyMap<string, unknown>,
  { findings, held }: { readonly findings: readonly Finding[]; readonly held: readonly Pick<Finding, 'rule' | 'subject'>[] },
  now: number,
): readonly Omit<KeptMark, 'id'>[] => {
  const stays = new Set(held.map(findingSubject))
  const began = findings
    .filter(finding => finding.severity !== 'notice' && !standing.has(findingSubject(finding)))
    .map((finding): Omit<KeptMark, 'id'> => {
      const { rule, variant, severity, since, figures } = finding
      const told = {
        ...figures,
        rule,
        variantText: variant,
        severityText: severity,
        sinceAt: since,
        subjectText: finding.subject,
      }
      return { at: now, kind: 'finding', subject: findingSubject(finding), figures: told, by: null }
    })
  const ended = [...standing.keys()]
    .filter(subject => !stays.has(subject))
    .map((subject): Omit<KeptMark, 'id'> => ({ at: now, kind: 'finding-ended', subject, figures: {}, by: null }))
  return [...began, ...ended]
}

/** Findings that were marked as begun and not as ended, by their subject. */
export const standingIn = (marks: readonly KeptMark[]): ReadonlyMap<string, KeptMark> => {
  const standing = new Map<string, KeptMark>()
  for (const mark of marks) {
    if (mark.kind === 'finding') standing.set(mark.subject, mark)
    if (mark.kind === 'finding-ended') standing.delete(mark.subject)
  }
  return standing
}

/** Every finding that was marked, with its end where it has one, in order of time. */
export const foundIn = (marks: readonly KeptMark[]): OnsaleReport['findings'] => {
  const begun = marks.filter(({ kind }) => kind === 'finding')
  return begun.flatMap(mark => {
    const rule = ruleNumbers.find(number => number === mark.figures['rule'])
    if (rule === undefined) return []
    const next = begun.find(other => other.subject === mark.subject && other.at > mark.at)?.at ?? Number.POSITIVE_INFINITY
    const ended = marks.find(
      other => other.kind === 'finding-ended' && other.subject === mark.subject && other.at >= mark.at && other.at <= next,
    )
    const since = mark.figures['sinceAt']
    return [
      {
        rule,
        variant: String(mark.figures['variantText'] ?? 'plain'),
        subject: String(mark.figures['subjectText'] ?? ''),
        since: typeof since === 'number' ? since : mark.at,
        endedAt: ended?.at ?? null,
        figures: mark.figures,
      },
    ]
  })
}
