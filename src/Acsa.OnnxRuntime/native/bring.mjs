// node bring.mjs TARGET: puts ONNX Runtime's native libraries into TARGET/runtimes/RID/native.
// npm checks the package against the hash in package-lock.json; no script of the package runs. The lock file names
// onnxruntime-node alone: the JavaScript packages it would bring along are not used here.
// TARGET appears by one rename, so builds that run at the same time cannot see half of it.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const platforms = { 'linux-x64': 'linux/x64', 'linux-arm64': 'linux/arm64', 'win-x64': 'win32/x64', 'win-arm64': 'win32/arm64' };
const here = dirname(fileURLToPath(import.meta.url));
const target = resolve(process.argv[2]);

mkdirSync(dirname(target), { recursive: true });
const staging = mkdtempSync(join(dirname(target), basename(target) + '.'));
try {
  for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(here, file), join(staging, file));

  const windows = process.platform === 'win32';
  const npm = spawnSync(windows ? 'npm.cmd' : 'npm', ['ci', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: staging, stdio: 'inherit', shell: windows });
  if (npm.error || npm.status !== 0) throw new Error(npm.error ? `npm could not be started: ${npm.error.message}` : `npm ci ended with ${npm.status}`);

  for (const [rid, folder] of Object.entries(platforms)) {
    const from = join(staging, 'node_modules/onnxruntime-node/bin/napi-v6', folder);
    const to = join(staging, 'runtimes', rid, 'native');
    mkdirSync(to, { recursive: true });
    for (const file of readdirSync(from).filter(name => !name.endsWith('.node'))) renameSync(join(from, file), join(to, file));
  }
  rmSync(join(staging, 'node_modules'), { recursive: true });

  try {
    renameSync(staging, target);
  } catch (error) {
    if (!existsSync(target)) throw error; // Otherwise another build was first: its files are the same.
  }
} catch (error) {
  console.error(`ONNX Runtime's native library could not be fetched: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(staging, { recursive: true, force: true });
}
