/** Files that import each other in a circle, types too, each circle as the way round. */
export declare const circlesOf: (
  texts: ReadonlyMap<string, string>,
  folders: Readonly<Record<string, string>>,
) => readonly (readonly string[])[]
