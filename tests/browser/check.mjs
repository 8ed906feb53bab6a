// Reads the built sites in a browser: node check.mjs PROGRAM PART…; a part is a file of `parts/`. What is wrong goes to
// stdout, one finding a line, with the exit code 1.

import { makeWorld } from './world.mjs'

const [program, ...parts] = process.argv.slice(2)
const world = await makeWorld(program)
try {
  for (const part of parts) {
    const { default: check } = await import(`./parts/${part}.mjs`)
    await check(world)
  }
} finally {
  await world.close()
}
if (world.findings.length > 0) {
  console.log(world.findings.join('\n'))
  process.exitCode = 1
}
