// How well a text answers what was typed.

// Letters without marks and case, so that "resume" finds "Résumé".
export function fold(text: string): string {
  if (/^[ -~]*$/.test(text)) return text.toLowerCase();
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

// Smaller is better: equal, at the start, at the start of a word, inside, all words somewhere; Infinity where it is no answer.
export function distance(text: string, query: string, words: string[]): number {
  const at = text.indexOf(query);
  if (at === 0) return text === query ? 0 : 1;
  if (at > 0) return /[\p{L}\p{N}]/u.test(text[at - 1]!) ? 3 : 2;
  return words.every((word) => text.includes(word)) ? 4 : Infinity;
}
