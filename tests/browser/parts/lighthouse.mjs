// Lighthouse gives 100 for accessibility, best practices and SEO. Its performance score depends on the machine:
// scripts/lighthouse prints it.

import { HELD, scores } from '../lighthouse.mjs'

export default async function check(world) {
  const results = await scores(world.program, HELD)
  if (results.length < 3) world.say('lighthouse', `only ${results.length} pages`)
  for (const { kind, address, scores: all, lowered } of results) {
    for (const [name, score] of Object.entries(all)) if (score !== 100) world.say(`lighthouse ${kind} /${address}`, `${name} ${score}: ${lowered}`)
  }
}
