/** What a command needs of the process around it. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  /** Relative paths are meant from where the user stood. */
  readonly folder: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly print: (text: string) => void;
}

/** One word behind `yagura`. */
export interface Command {
  readonly name: string;
  /** Beside its name in `yagura --help`. */
  readonly summary: string;
  /** All of `yagura NAME --help`. */
  readonly help: string;
  /** Gives the exit code; a word that cannot be understood is a `ConfigError`. */
  run(words: readonly string[], around: Surroundings): number | Promise<number>;
}
