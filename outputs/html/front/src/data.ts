// Reading what the page carries: deflated JSON in base64.

export async function unpack(id: string): Promise<any> {
  const element = document.getElementById(id)!;
  const text = atob(element.textContent!);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at); // Uint8Array.from takes ten times as long
  element.textContent = "";
  return JSON.parse(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text());
}
