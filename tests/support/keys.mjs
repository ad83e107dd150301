/* A file of keys, the same for all that a test starts; it goes when the test ends. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const folder = mkdtempSync(path.join(os.tmpdir(), 'schakel-keys-'));
export const KEY_FILE = path.join(folder, 'keys');
writeFileSync(KEY_FILE, `1 ${'A'.repeat(43)}\n`, { mode: 0o600 });
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
