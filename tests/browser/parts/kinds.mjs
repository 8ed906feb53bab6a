// Every kind of page is known here, and every known kind is among the pages that are read.

import { KINDS } from '../kinds.mjs'

export default function check(world) {
  const built = new Set(world.sites.flatMap((site) => [...site.kinds.keys()]))
  for (const kind of built) if (!KINDS.includes(kind)) world.say('kinds.mjs', `does not know the kind ${kind}`)
  for (const kind of KINDS) if (!built.has(kind)) world.say('kinds.mjs', `no page is of the kind ${kind}`)
}
