import { dirname, join } from 'node:path/posix'

const importing =
  /(?:^|\n)\s*(?:import|export)\s[^'"\n]*?(?:\{[^}]*\}[^'"\n]*?)?from\s*['"]([^'"]+)['"]|(?:^|\n)import\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g

/** What a file's text imports, as written: `import … from`, `export … from` and `import(…)`, and whether types only. */
export const importsOf = text =>
  [...text.matchAll(importing)].map(found => ({
    specifier: found[1] ?? found[2] ?? found[3],
    types: /^\s*(import|export) type\s/.test(found[0]),
  }))

/** Files that import each other in a circle, types too, each circle as the way round. `texts`: what stands in each file, by path; `folders`: the `imports` of package.json. */
export const circlesOf = (texts, folders) => {
  const closed = new Set()
  const circles = []
  const walk = (file, way) => {
    const begun = way.indexOf(file)
    if (begun !== -1) return void circles.push([...way.slice(begun), file])
    if (closed.has(file)) return
    for (const { specifier } of importsOf(texts.get(file))) {
      const next = placeOf(file, specifier, folders)
      if (texts.has(next)) walk(next, [...way, file])
    }
    closed.add(file)
  }
  for (const file of texts.keys()) walk(file, [])
  return circles
}

const placeOf = (file, specifier, folders) => {
  if (specifier.startsWith('.')) return join(dirname(file), specifier)
  const folder = specifier.slice(0, specifier.indexOf('/') + 1)
  return join(folders[`${folder}*`] ?? '').replace('*', specifier.slice(folder.length))
}
