/** The process, as commands see it. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether stdout is a terminal a person looks at. */
  readonly isInteractive: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
  readonly exit: (code: number) => void;
}

export const processIo: Io = {
  out: (text) => {
    process.stdout.write(text);
  },
  err: (text) => {
    process.stderr.write(text);
  },
  isInteractive: process.stdout.isTTY,
  environment: process.env,
  now: () => Date.now(),
  exit: (code) => {
    process.exitCode = code;
  },
};
