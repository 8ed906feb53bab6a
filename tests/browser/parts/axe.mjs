// axe-core finds nothing on any page: WCAG 2.2 AA and best practice, light and dark, on a phone and on a wide screen.

import axe from 'axe-core'
import { each } from '../world.mjs'

const OPTIONS = {
  resultTypes: ['violations'],
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'target-size': { enabled: true } },
}

export default (world) => each(world, {}, async (page, target, say) => {
  await page.evaluate(axe.source)
  for (const [width, colorScheme] of [[1440, 'light'], [1440, 'dark'], [360, 'dark'], [360, 'light']]) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    const { violations } = await page.evaluate((options) => window.axe.run(document, options), OPTIONS)
    for (const { id, nodes } of violations) {
      const [{ html, any, all, none }] = nodes
      say(`${width} ${colorScheme}: ${id}: ${[...any, ...all, ...none][0]?.message ?? ''} ${html.slice(0, 160)} (${nodes.length} places)`)
    }
  }
})
