// Places in a text: lines and columns from 1, columns in characters, as Python and the page count them. CodeMirror counts
// UTF-16 units from 0.

/** The offset of a place; the nearest one where the text has no such place. */
export function offsetOf(doc, line, column) {
  const { text, from } = doc.line(Math.min(Math.max(line, 1), doc.lines));
  let at = 0;
  for (let passed = 1; passed < column && at < text.length; passed++) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return from + at;
}

/** The smallest change from one text to another, so that the caret and the marks outside it stay; none if they are equal. */
export function changeBetween(before, after) {
  // As CodeMirror keeps it: one kind of line end.
  after = after.replace(/\r\n?/g, "\n");
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}
