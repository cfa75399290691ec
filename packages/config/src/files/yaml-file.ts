import { isAlias, isCollection, isMap, isNode, isScalar, LineCounter, type Document } from 'yaml';
import { formatPath, type Path } from './path.js';
import type { ConfigIssue } from '../issues/config-issue.js';

interface Position {
  readonly line: number;
  readonly column: number;
}

/** A parsed file: its plain value, and where in the text each part of it stands. */
export class YamlFile {
  /** Plain value before variables are put in; `null` when the file could not be parsed. */
  readonly value: unknown;
  /** The file as the user sees it. */
  readonly file: string;
  readonly #document: Document | undefined;
  readonly #lines: LineCounter;

  constructor(options: { file: string; value: unknown; document?: Document; lines?: LineCounter }) {
    this.file = options.file;
    this.value = options.value;
    this.#document = options.document;
    this.#lines = options.lines ?? new LineCounter();
  }

  /** An issue at the place of `path`, or of its nearest parent that is written in the file. */
  issueAt(path: Path, code: string, message: string, remedy: string): ConfigIssue {
    return { code, file: this.file, ...this.#positionOf(path), path: formatPath(path), message, remedy };
  }

  /** The digits or words as written, where YAML read a number or boolean from them. */
  sourceOf(path: Path): string | undefined {
    const node = this.#nodeAt(path);
    return isScalar(node) && typeof node.value !== 'string' ? node.source : undefined;
  }

  #positionOf(path: Path): Partial<Position> {
    for (let length = path.length; length >= 0; length -= 1) {
      const offset = this.#offsetOf(path.slice(0, length));
      if (offset !== undefined) return positionAt(this.#lines, offset);
    }
    return this.#document === undefined ? {} : { line: 1, column: 1 };
  }

  #offsetOf(path: Path): number | undefined {
    const key = path.at(-1);
    const parent = key === undefined ? undefined : this.#nodeAt(path.slice(0, -1));
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
      return isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
    }
    const node = this.#nodeAt(path);
    return isNode(node) ? node.range?.[0] : undefined;
  }

  #nodeAt(path: Path): unknown {
    let node: unknown = this.#document?.contents;
    for (const key of path) {
      node = this.#resolve(node);
      if (!isCollection(node)) return undefined;
      node = node.get(key, true);
    }
    return this.#resolve(node);
  }

  #resolve(node: unknown): unknown {
    return isAlias(node) && this.#document !== undefined ? node.resolve(this.#document) : node;
  }
}

/** Line and column, both from 1. */
export function positionAt(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}
