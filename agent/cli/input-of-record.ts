// A sale record of a journal holds the input of its evaluation under `in`: a whole record is as good as its input, so that a
// receipt can be computed again from what stands in the file.
export function inputOfRecord(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'in' in value && !('basket' in value) ? value.in : value;
}
