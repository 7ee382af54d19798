#!/usr/bin/env node
require('../dist/loader.cjs').start(require('node:path').join(__dirname, '..')).then(process.exit)
