// Sorts names as browsers do: node order.mjs, one name on each line of the input, the same sorted on the output.

import { readFileSync } from 'node:fs'

const names = readFileSync(0, 'utf8').split('\n').filter(Boolean)
console.log(names.sort(new Intl.Collator('vi', { numeric: true }).compare).join('\n'))
