export { createSlackEmulator } from './emulator.js';
export type { SlackEmulator, SlackEmulatorOptions } from './emulator.js';
export type { EmulatedRecord, RecordStore } from './record-store.js';
export { startSandbox } from './sandbox.js';
export type { Sandbox, SandboxOptions } from './sandbox.js';
