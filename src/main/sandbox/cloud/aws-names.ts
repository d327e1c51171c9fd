import type { Scenario } from './scenario.ts'

/** `reads`, `writes`: operations of one request that reaches the database. */
export type DatabaseVolume = { readonly id: string; readonly device: string; readonly reads: number; readonly writes: number }

/** What the parts of the sandbox's account are called. */
export type CloudNames = {
  readonly account: string
  readonly region: string
  readonly databaseInstance: string
  /** What hangs on the database's server: its data and its log. */
  readonly databaseVolumes: readonly DatabaseVolume[]
  readonly database: string
  /** Of Aurora: what the database is a part of. */
  readonly databaseCluster: string
  readonly balancerName: string
  /** As its metrics are filed: the end of its ARN. */
  readonly balancerTail: string
  readonly targetGroupTail: string
}

export function cloudNames({ balancer, database }: Scenario): CloudNames {
  return {
    account: '111122223333',
    region: 'eu-central-1',
    databaseInstance: 'i-0d8a7ba5e00c34f1a',
    databaseVolumes: [
      { id: 'vol-0d8a7ba5e5d0c4a21', device: '/dev/xvdf', reads: 1, writes: 0.2 },
      { id: 'vol-0d8a7ba5e5d0c4b38', device: '/dev/xvdg', reads: 0, writes: 0.15 },
    ],
    database: database.kind === 'aurora' ? 'onsale-db-1' : 'onsale-db',
    databaseCluster: 'onsale-db',
    balancerName: balancer.name,
    balancerTail: `app/${balancer.name}/50dc6c495c0c9188`,
    targetGroupTail: `targetgroup/${balancer.name}-web/73e2d6bc24d8a067`,
  }
}
