#!/usr/bin/env node
// Runs under the Node.js that the package pins: npm puts it first on the path of its scripts.
import '../server/hygie.ts';
