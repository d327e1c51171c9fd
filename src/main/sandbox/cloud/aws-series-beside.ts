import { filed, measured, whenNotZero, type Series } from './aws-filing.ts'
import type { CloudNames } from './aws-names.ts'
import type { Scenario } from './scenario.ts'

/** What stands beside servers and database and reports: cache, queue of mails, firewall, CloudFront. Nothing of what the account does not have. */
export function besideSeries(scenario: Scenario, names: CloudNames): readonly Series[] {
  return [
    ...(scenario.cache === null ? [] : elastiCache(scenario.cache)),
    ...(scenario.mail === null ? [] : sqs(scenario.mail.name)),
    ...(scenario.firewall === null ? [] : firewall(scenario.firewall, names)),
    ...(scenario.cloudfront === null ? [] : cloudFront(scenario.cloudfront.distribution)),
  ]
}

/** Of the cluster's host the processors, of the engine the one that it runs on; filed by cluster and by node. */
function elastiCache({ name, memoryMegabytes }: NonNullable<Scenario['cache']>): Series[] {
  return [{ CacheClusterId: name }, { CacheClusterId: name, CacheNodeId: '0001' }].flatMap(dimensions => {
    const { count, level } = filed('AWS/ElastiCache', dimensions)
    return [
      level('EngineCPUUtilization', measured('cacheCpu')),
      level('DatabaseMemoryUsagePercentage', measured('cacheMemory')),
      level('BytesUsedForCache', measured('cacheMemory', (memoryMegabytes * 1_048_576) / 100)),
      level('CurrItems', measured('cacheEntries')),
      count('Evictions', measured('evicted')),
    ]
  })
}

function sqs(name: string): Series[] {
  const { count, level } = filed('AWS/SQS', { QueueName: name })
  return [
    level('ApproximateAgeOfOldestMessage', step => Math.round(step.measured.mailOldest)),
    level('ApproximateNumberOfMessagesVisible', step => Math.round(step.measured.mailWaiting)),
    count('NumberOfMessagesSent', measured('mailsIn')),
    count('NumberOfMessagesDeleted', measured('mailsOut')),
  ]
}

/** `ALL` counts each request once; the one rule there is blocks. In front of CloudFront it has no region and is filed where CloudFront is. */
function firewall({ name, before }: NonNullable<Scenario['firewall']>, { region }: CloudNames): Series[] {
  const everywhere = before === 'cloudfront'
  const place: Readonly<Record<string, string>> = everywhere ? {} : { Region: region }
  const of = (Rule: string) => filed('AWS/WAFV2', { WebACL: name, Rule, ...place })
  const silent = { ...whenNotZero, everywhere }
  return [
    of('ALL').count('AllowedRequests', measured('firewallAllowed'), silent),
    of('ALL').count('BlockedRequests', measured('firewallBlocked'), silent),
    of('bots').count('BlockedRequests', measured('firewallBlocked'), silent),
  ]
}

function cloudFront(distribution: string): Series[] {
  const { count, sum } = filed('AWS/CloudFront', { DistributionId: distribution, Region: 'Global' })
  const there = { ...whenNotZero, everywhere: true }
  return [count('Requests', measured('cdnRequests'), there), sum('BytesDownloaded', measured('cdnBytes'), there)]
}
