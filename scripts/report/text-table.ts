/**
 * The lines of a table on a terminal, each column as wide as its longest cell.
 *
 * @param figures to which side all columns but the first are aligned
 */
export function textTable(
  rows: readonly (readonly string[])[],
  figures: 'left' | 'right' = 'left',
): string[] {
  const widths = rows.reduce<number[]>(
    (longest, row) => row.map((cell, column) => Math.max(cell.length, longest[column] ?? 0)),
    [],
  );
  const padded = (cell: string, column: number) =>
    figures === 'right' && column > 0 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
  return rows.map((row) => row.map(padded).join('  ').trimEnd());
}
