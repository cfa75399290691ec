/** Rows that DuckDB works on at a time; row groups hold whole vectors. */
export const VECTOR = 2048;
const MOST_VECTORS = 8;
/** What the records of a row group may take before it is compressed; their columns take about as much again. */
const RECORDS_BYTES = 16 * 1024 * 1024;

/**
 * Rows that are compressed together. Each thread holds a row group in memory until it is full, and DuckDB's own 122,880
 * rows would be a gigabyte of wide records.
 */
export function chooseRowGroupSize(recordBytes: number): number {
  const fitting = Math.floor(RECORDS_BYTES / Math.max(1, recordBytes) / VECTOR);
  return VECTOR * Math.min(MOST_VECTORS, Math.max(1, fitting));
}
