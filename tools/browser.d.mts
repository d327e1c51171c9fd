/** A browser for the tests: the environment in which they find it. Rejects when none can be had. */
export declare const ensureBrowser: (node: string) => Promise<Readonly<Record<string, string>>>
