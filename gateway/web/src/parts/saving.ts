/** Saving what the API gave as a file, without leaving the page. */
export function saveFile({ content_base64, file_name, media_type }: { content_base64: string; file_name: string; media_type: string }): void {
  const bytes = Uint8Array.from(atob(content_base64), (letter) => letter.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type: media_type }));
  const link = Object.assign(document.createElement("a"), { href: address, download: file_name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
