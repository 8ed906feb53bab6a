// Checks a YAML file against a JSON Schema, as editors do: node schema.mjs FILE < schema.json. What is wrong goes to
// stdout, with the exit code 1. Scalars are read as typed, as the program reads them.

import Ajv2020 from 'ajv/dist/2020.js'
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

const check = new Ajv2020({ allErrors: false, strict: true, strictRequired: false }).compile(JSON.parse(readFileSync(0, 'utf8')))
const list = parse(readFileSync(process.argv[2], 'utf8'), { schema: 'failsafe' })
if (!check(list)) {
  console.log(JSON.stringify(check.errors, null, 1))
  process.exit(1)
}
