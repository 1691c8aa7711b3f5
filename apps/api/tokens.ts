/** Injection tokens of everything in the API's module that is not a class of its own. */
export const ENGINE = Symbol('engine');
export const CLOCK = Symbol('clock');
export const GATEWAY = Symbol('gateway');
export const FILES = Symbol('files');
export const SETTINGS = Symbol('settings');
export const TOKEN_VERIFIER = Symbol('token verifier');
