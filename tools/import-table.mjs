// Who may import whom, and that nobody imports in a circle. Checked over the text of every source file: `import … from`, `export … from` and `import(…)`.
import { globSync, readFileSync } from 'node:fs'
import { circlesOf, importsOf } from './import-circles.mjs'

const packages = names => names.map(name => new RegExp(`^${name}(/|$)`))
const folders = names => names.map(name => new RegExp(`^#${name}/`))
const own = [/^\.\//]
const world = [/^#main\/world$/]
const node = [/^node:/]
const screenPackages = packages([
  'react',
  'react-dom',
  'react-aria-components',
  'react-aria',
  'react-stately',
  '@tanstack/react-virtual',
  'lucide-react',
  'zustand',
])

const service = name => [
  `src/main/${name}/**/*.ts`,
  [...own, ...folders(['contract', 'domain', 'store']), ...world, ...packages(['zod'])],
]
const screen = name => [
  `src/renderer/${name}/**/*.{ts,tsx}`,
  [
    ...own,
    ...(name === 'onsale' ? packages(['uplot']) : []),
    ...folders(['contract', 'words', 'wire', 'parts', 'app']),
    ...screenPackages,
  ],
]

const host = [
  ...own,
  ...folders(['contract', 'store', 'sandbox', 'sales', 'main', 'words']),
  ...node,
  ...packages(['zod', '@aws-sdk']),
]

/** One row a layer: its files, what each import in them must look like, and which of that may be types only. */
const table = [
  ['src/contract/**/*.ts', [...own, ...packages(['zod'])]],
  ['src/words/**/*.ts', [...own, /^\.\.\//, ...folders(['contract']), ...packages(['intl-messageformat'])]],
  ['src/main/domain/**/*.ts', [...own, ...folders(['contract', 'domain']), ...packages(['zod'])]],
  [
    'src/main/store/**/*.ts',
    [...own, /^\.\.\//, ...folders(['contract', 'domain']), ...world, ...node, ...packages(['better-sqlite3', 'zod'])],
  ],
  service('till'),
  service('sales'),
  service('sync'),
  [
    'src/main/monitor/**/*.ts',
    [...own, ...folders(['contract', 'domain', 'store', 'monitor']), ...world, ...packages(['zod', '@aws-sdk', '@smithy'])],
  ],
  [
    'src/main/print/**/*.ts',
    [
      ...own,
      ...folders(['contract', 'domain', 'store', 'words']),
      ...world,
      ...node,
      ...packages(['pdfkit', 'bwip-js', 'fontkit']),
    ],
  ],
  ['src/main/sandbox/**/*.ts', [...own, ...folders(['sandbox']), ...world, ...node, ...packages(['zod'])]],
  [
    'src/main/*.ts',
    [...own, /^#package$/, ...folders(['contract', 'domain', 'store', 'till', 'sales', 'sync', 'monitor', 'print', 'words'])],
  ],
  // electron is imported in two places: the file that hands it in, and the preload; its types also where the part of it that Kasa uses is named
  ['src/main/host/!(electron|electron-surface).ts', host],
  ['src/main/host/electron.ts', [...host, ...packages(['electron'])]],
  ['src/main/host/electron-surface.ts', [...host, ...packages(['electron'])], packages(['electron'])],
  ['src/preload/**/*.ts', [...own, ...folders(['contract']), /^#host\/electron-channels$/, ...packages(['electron'])]],
  ['src/renderer/wire/**/*.ts', [...own, ...folders(['contract', 'words'])]],
  ['src/renderer/parts/**/*.{ts,tsx}', [...own, ...folders(['contract', 'words', 'app']), ...screenPackages]],
  [
    'src/renderer/app/**/*.{ts,tsx}',
    [
      ...own,
      /^\.\.\//,
      ...folders(['contract', 'words', 'wire', 'parts', 'screens']),
      ...screenPackages,
      ...packages(['@fontsource-variable']),
    ],
  ],
  ...['till', 'queue', 'totals', 'onsale', 'settings'].map(screen),
]

const breaches = table.flatMap(([files, allowed, typesOnly = []]) =>
  globSync(files).flatMap(file =>
    importsOf(readFileSync(file, 'utf8'))
      .filter(
        ({ specifier, types }) =>
          !allowed.some(rule => rule.test(specifier)) || (!types && typesOnly.some(rule => rule.test(specifier))),
      )
      .map(({ specifier }) => `${file}: may not import ${specifier}`),
  ),
)
const sources = globSync('src/**/*.{ts,tsx}')
const unread = sources.filter(file => !table.some(([files]) => globSync(files).includes(file)))
const texts = new Map(sources.map(file => [file.replaceAll('\\', '/'), readFileSync(file, 'utf8')]))
const { imports } = JSON.parse(readFileSync('package.json', 'utf8'))
const problems = [
  ...breaches,
  ...unread.map(file => `${file}: stands in no row of the import table`),
  ...circlesOf(texts, imports).map(way => `imported in a circle: ${way.join(' → ')}`),
]
for (const problem of problems) console.error(problem)
process.exit(problems.length > 0 ? 1 : 0)
