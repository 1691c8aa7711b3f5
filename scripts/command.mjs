import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { stopTogether } from './interruption.mjs';

/**
 * Runs a program to its end and gives its standard output. Its standard error is kept for the error's text. Told to stop
 * meanwhile, this process ends the program first.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean, signal?: AbortSignal}} [options] `show` passes the output through to standard error
 * @returns {Promise<string>}
 * @throws when it cannot be started or ends otherwise than with 0; the message holds the last lines it wrote
 * @throws {import('./interruption.mjs').Interrupted} when this process was told to stop
 */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      signal: options.signal,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const letGo = stopTogether(child, { insist: true });
    let output = '';
    let complaints = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      if (options.show) process.stderr.write(chunk);
    });
    child.stderr.on('data', (chunk) => {
      complaints = (complaints + chunk).slice(-20_000);
      if (options.show) process.stderr.write(chunk);
    });
    child.on('error', (error) => {
      letGo();
      reject(new Error(`${program} could not be run: ${error.message}`));
    });
    child.on('close', (code, signal) => {
      const interrupted = letGo();
      if (interrupted !== undefined) return reject(interrupted);
      if (code === 0) return resolve(output);
      const lines = (complaints.trim() || output.trim()).split('\n');
      const said = lines.length > 40 ? [...lines.slice(0, 20), '…', ...lines.slice(-20)] : lines;
      reject(new Error(`${program} ${args.join(' ')} ended with ${signal ?? `code ${code}`}:\n${said.join('\n')}`));
    });
  });
}

/**
 * Runs a program in the foreground, on this process's own streams, until it has ended.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<{code: number, signal: NodeJS.Signals | null, interrupted?: import('./interruption.mjs').Interrupted}>}
 *   how it ended, and the request to stop that was passed on to it, if one came
 */
export function runInFront(program, args, env = process.env) {
  return untilEnded(program, spawn(program, args, { env, stdio: 'inherit' }));
}

/**
 * Runs a program beside others until it has ended, and keeps what it says so that it can be shown in one piece.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<{code: number, signal: NodeJS.Signals | null, interrupted?: import('./interruption.mjs').Interrupted, said: Buffer}>}
 *   how it ended, as `runInFront` tells it, and what it wrote to both its streams, as it came
 */
export async function runAside(program, args, env = process.env) {
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk));
  return { ...(await untilEnded(program, child)), said: Buffer.concat(said) };
}

function untilEnded(program, child) {
  return new Promise((resolve, reject) => {
    const letGo = stopTogether(child);
    child.on('error', (error) => reject(new Error(`${program} could not be run: ${error.message}`)));
    child.on('close', (code, signal) => {
      const interrupted = letGo();
      resolve({ code: code ?? interrupted?.exitCode ?? 1, signal, interrupted });
    });
  });
}

/**
 * The first program of that name in the search path, leaving out the project's own node_modules.
 * @param {string} name
 * @returns {string | undefined}
 */
export function findProgram(name) {
  return searchPath().map((folder) => join(folder, name)).find(isExecutable);
}

/** The search path without node_modules folders: what the machine itself offers. */
export function searchPath() {
  return (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '' && !folder.includes('node_modules'));
}

/**
 * @param {string} file
 * @returns {boolean}
 */
export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
