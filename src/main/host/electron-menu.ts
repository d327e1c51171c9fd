import type { Say, WordKey } from '#words/say'
import type { MenuItemConstructorOptions } from './electron-surface.ts'

type Role = NonNullable<MenuItemConstructorOptions['role']>

/** The menu in one language. No letter of it is reached by Alt: those keys belong to the screens. */
export const menuIn = (say: Say, print: () => void): MenuItemConstructorOptions[] => {
  const entry = (role: Role, word: WordKey): MenuItemConstructorOptions => ({ role, label: say(word) })
  const line: MenuItemConstructorOptions = { type: 'separator' }
  return [
    {
      label: say('desktop.menuTill'),
      submenu: [
        entry('about', 'desktop.about'),
        { label: say('desktop.print'), click: print },
        line,
        entry('minimize', 'desktop.minimize'),
        entry('quit', 'desktop.quit'),
      ],
    },
    {
      label: say('desktop.menuEdit'),
      submenu: [
        entry('undo', 'desktop.undo'),
        entry('redo', 'desktop.redo'),
        line,
        entry('cut', 'desktop.cut'),
        entry('copy', 'desktop.copy'),
        entry('paste', 'desktop.paste'),
        entry('selectAll', 'desktop.selectAll'),
      ],
    },
    {
      label: say('desktop.menuView'),
      submenu: [
        entry('resetZoom', 'desktop.zoomReset'),
        entry('zoomIn', 'desktop.zoomIn'),
        entry('zoomOut', 'desktop.zoomOut'),
        line,
        entry('togglefullscreen', 'desktop.fullScreen'),
      ],
    },
  ]
}
