import { createContext, useContext, useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { useKasa } from '#app/kasa'
import type { SellDeeds } from './sell-deeds.ts'
import { createSellDeeds } from './sell-deeds.ts'
import { followCore } from './sell-follow.ts'
import type { Sell, SellStore } from './sell-store.ts'
import { createSellSlice } from './sell-store.ts'

const SellContext = createContext<{ readonly store: SellStore; readonly deeds: SellDeeds } | null>(null)

/** Keeps the open sale while other screens are looked at. */
export const SellProvider = ({ children }: { readonly children: ReactNode }) => {
  const { wire, frame } = useKasa()
  const [sell] = useState(() => {
    const store = createSellSlice()
    return { store, deeds: createSellDeeds(store, wire) }
  })
  useEffect(() => followCore(sell.store, wire, frame), [sell, wire, frame])
  return <SellContext value={sell}>{children}</SellContext>
}

const useSellContext = (): { readonly store: SellStore; readonly deeds: SellDeeds } => {
  const sell = useContext(SellContext)
  if (!sell) throw new Error('a view of selling stands outside of it')
  return sell
}

/** Looks at a part of the open sale. */
export const useSell = <Part,>(choose: (sell: Sell) => Part): Part => useStore(useSellContext().store, choose)

/** What can be done to the open sale. */
export const useDeeds = (): SellDeeds => useSellContext().deeds
