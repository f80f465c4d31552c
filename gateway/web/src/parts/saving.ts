/** Files to and from the API: saved without leaving the page, sent as base64. */
export function saveFile({ content_base64, file_name, media_type }: { content_base64: string; file_name: string; media_type: string }): void {
  const bytes = Uint8Array.from(atob(content_base64), (letter) => letter.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type: media_type }));
  const link = Object.assign(document.createElement("a"), { href: address, download: file_name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Give a file's bytes as base64, as the API takes files that are read and not kept. */
export async function encodeFile(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(text);
}
