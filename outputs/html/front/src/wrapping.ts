// Texts in lines, by characters.

import { plain } from "./dom";

// The words of a text in lines of about `most` characters; what is beyond `lines` ends in an ellipsis. A longer word breaks
// behind its hyphens.
export function wrap(text: string, most: number, lines: number): string[] {
  const found = [""];
  for (const word of plain(text).split(/\s+/)) {
    const [first, ...rest] = word.length > most ? word.split(/(?<=-)(?=.)/) : [word];
    fill(found, first!, " ", most);
    for (const part of rest) fill(found, part, "", most);
  }
  const kept = found.slice(0, lines).map((line) => (line.length > most + 4 ? `${line.slice(0, most)}…` : line));
  if (found.length > lines) kept[lines - 1] = `${kept[lines - 1]!.replace(/[\s,:;…]+$/, "")}…`;
  return kept;
}

// Put a word at the end of the last line, or on a new one where that has no room.
function fill(lines: string[], word: string, gap: string, most: number): void {
  const last = lines.at(-1)!;
  const joined = last ? last + gap + word : word;
  if (joined.length <= most || !last) lines[lines.length - 1] = joined;
  else lines.push(word);
}
