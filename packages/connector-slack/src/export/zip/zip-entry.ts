/** One file in a ZIP, as the central directory has it. */
export interface ZipEntry {
  /** With `/` between folders. */
  readonly name: string;
  /** Where its local header stands. */
  readonly offset: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly crc32: number;
  /** 0: stored, 8: deflated; others are told when they are read. */
  readonly method: number;
  readonly isEncrypted: boolean;
}
